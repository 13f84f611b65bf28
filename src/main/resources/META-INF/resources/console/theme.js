// Before the first paint, lest a dark room is lit up for a moment. Not a module: those come later.
(() => {
  const KEY = "gleaner.theme";
  const read = () => localStorage.getItem(KEY) ?? "system";
  const apply = theme => {
    if (theme === "system") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
  };
  apply(read());
  window.gleanerTheme = {
    get: read,
    set(theme) {
      localStorage.setItem(KEY, theme);
      apply(theme);
    },
  };
})();
