// Light or dark: the system's choice until the person makes one, which is remembered.
// A plain script, not a module: it runs before the first paint, so that nothing flashes.

(() => {
  const KEY = "tutorbot.theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage may be switched off
    }
  };

  const remember = (theme) => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // then the choice lasts as long as the page
    }
  };

  const current = () => root.dataset.theme ?? (system.matches ? "dark" : "light");

  const show = () => {
    const button = document.getElementById("theme");
    button?.setAttribute("aria-pressed", String(current() === "dark"));
  };

  const chosen = remembered();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  system.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", () => {
    show();
    document.getElementById("theme").addEventListener("click", () => {
      root.dataset.theme = current() === "dark" ? "light" : "dark";
      remember(root.dataset.theme);
      show();
    });
  });
})();
