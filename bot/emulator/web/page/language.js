// The page's language: what the person chose, else the browser's, else English; `lang` and `dir` say it.
// A plain script, not a module: it runs before the first paint, so that nothing turns round.

(() => {
  const KEY = "tutorbot.language";
  const root = document.documentElement;
  const languages = root.dataset.languages.split(" ");
  const stores = [() => sessionStorage, () => localStorage]; // a tab has its own, a new tab begins with the last one

  const tried = (deed) => {
    try {
      return deed();
    } catch {
      return null; // storage may be switched off; then the choice lasts as long as the page
    }
  };

  /** The one of ours that is spoken there: the same, else the same in another country. */
  const nearest = (tag) => {
    const [wanted, base] = [tag.toLowerCase(), tag.toLowerCase().split("-", 1)[0]];
    return languages.find((code) => code.toLowerCase() === wanted) ?? languages.find((code) => code.split("-", 1)[0] === base);
  };

  const show = (chosen) => {
    const code = chosen ?? navigator.languages.map(nearest).find(Boolean) ?? "en";
    if (chosen) root.dataset.chosen = chosen;
    else delete root.dataset.chosen;
    root.lang = code;
    root.dir = code === "ar" ? "rtl" : "ltr";
    root.toggleAttribute("data-wordless", code !== "en"); // until words.js has its words
    if (code !== "en") preload(`/words.${code}.json`);
  };

  // So they are here when the page's script is.
  const preload = (address) => {
    const link = document.createElement("link");
    for (const [name, value] of [["rel", "preload"], ["as", "fetch"], ["crossorigin", "anonymous"], ["href", address]]) link.setAttribute(name, value);
    document.head.append(link);
  };

  /** Takes a language of ours, "" for the browser's, and remembers it. */
  window.chooseLanguage = (code) => {
    for (const store of stores) tried(() => (code ? store().setItem(KEY, code) : store().removeItem(KEY)));
    show(code || null);
  };

  const asked = new URLSearchParams(location.search).get("language");
  const known = [asked, ...stores.map((store) => tried(() => store().getItem(KEY)))].filter(Boolean).map(nearest).find(Boolean);
  show(known ?? null);
})();
