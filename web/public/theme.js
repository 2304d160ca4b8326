// Runs before anything is painted, so that a chosen theme never flashes the other one. A file of its own because the
// content policy allows no script inside the page.
(() => {
  try {
    const theme = localStorage.getItem('heed.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is forbidden here: the system's theme is used.
  }
})();
