// The few things that C# cannot ask of the browser by itself. Everything here is called by Browser.cs.

const year = 60 * 60 * 24 * 365;

export function language() {
  return document.documentElement.lang;
}

export function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

export function traceUrl() {
  return document.documentElement.dataset.traceUrl ?? null;
}

export function keepLanguage(tag) {
  document.cookie = `plandecomp_language=${tag}; path=/; max-age=${year}; samesite=lax`;
  document.documentElement.lang = tag;
}

export function keepTheme(dark) {
  const theme = dark ? "dark" : "light";
  document.cookie = `plandecomp_theme=${theme}; path=/; max-age=${year}; samesite=lax`;
  document.documentElement.dataset.theme = theme;
}

export function markAlive() {
  performance.mark("page-alive");
  document.documentElement.dataset.alive = "";
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or no secure context: the caller says so.
    return false;
  }
}

export function holdsFocus(element) {
  return element.contains(document.activeElement);
}
