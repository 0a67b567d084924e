// Sets the chosen colours before anything is drawn, so that the page does not flash. A plain script, not a module: it must not wait.
{
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem('idea-circle:theme');
  } catch {
    // Storage may be forbidden: then the system's colours hold.
  }
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset['theme'] = chosen;
}
