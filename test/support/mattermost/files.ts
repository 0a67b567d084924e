// Uploaded files: kept until a post names them, and named by one post alone.
import { isRecord } from './attachments.ts';
import { newId } from './ids.ts';
import { channelIn, created, type Incoming, type Route, route } from './rest-core.ts';
import type { User } from './types.ts';
import { ApiError, type World } from './world.ts';

export interface UploadedFile {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** The post that names it; empty before one does. */
  postId: string;
}

const mostFiles = 10;

function unreadable(): ApiError {
  return new ApiError(
    400,
    'api.file.upload_file.read_form_value.app_error',
    'Unable to read form.',
  );
}

/** Width and height of a PNG, as its header says them. */
export function pngSize(bytes: Uint8Array): readonly [number, number] {
  const view = Buffer.from(bytes);
  if (view.subarray(1, 4).toString() !== 'PNG') throw new Error('not a PNG');
  return [view.readUInt32BE(16), view.readUInt32BE(20)];
}

async function upload(world: World, request: Incoming & { readonly me: User }) {
  const headers = { 'content-type': request.contentType };
  const form = await new Response(new Uint8Array(request.bytes), { headers })
    .formData()
    .catch(() => {
      throw unreadable();
    });
  const channel = form.get('channel_id');
  if (typeof channel !== 'string') throw unreadable();
  channelIn(world, request.me, channel);
  const files: UploadedFile[] = [];
  for (const file of form.getAll('files')) {
    if (typeof file === 'string') throw unreadable();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { name, type } = file;
    files.push({ id: newId(), userId: request.me.id, name, type, bytes, postId: '' });
  }
  for (const file of files) world.files.set(file.id, file);
  return {
    file_infos: files.map((file) => ({
      id: file.id,
      user_id: file.userId,
      channel_id: '',
      create_at: world.now(),
      update_at: world.now(),
      delete_at: 0,
      name: file.name,
      extension: file.name.split('.').at(-1) ?? '',
      size: file.bytes.length,
      mime_type: file.type,
      has_preview_image: file.type === 'image/png',
      mini_preview: null,
      remote_id: '',
    })),
    client_ids: [],
  };
}

export function fileRoutes(world: World): Route[] {
  return [route('POST', '/files', async (request) => created(await upload(world, request)))];
}

/** The files that a new post gets: those of its author that no other post has; the others are left out without a word. */
export function filesFor(world: World, userId: string, body: unknown): readonly string[] {
  const ids = isRecord(body) && Array.isArray(body['file_ids']) ? body['file_ids'].map(String) : [];
  if (ids.length > mostFiles)
    throw new ApiError(400, 'model.post.is_valid.file_ids.app_error', 'Invalid file ids.');
  return ids.filter((id) => {
    const file = world.files.get(id);
    return file?.userId === userId && file.postId === '';
  });
}
