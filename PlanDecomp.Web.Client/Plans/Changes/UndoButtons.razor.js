// Ctrl+Z and its like belong to whatever field has the focus; only without one they are the plan's.

export function listen(buttons) {
  const onKey = (e) => {
    if (e.altKey || !(e.ctrlKey || e.metaKey) || e.defaultPrevented) return;
    const key = e.key.toLowerCase();
    if (key !== "z" && !(key === "y" && !e.shiftKey)) return;
    const target = e.target instanceof Element ? e.target : document.body;
    if (target.closest("input, textarea, select, [contenteditable]") || document.querySelector(".mud-dialog")) return;
    e.preventDefault();
    buttons.invokeMethodAsync("OnShortcut", key === "y" || e.shiftKey);
  };
  document.addEventListener("keydown", onKey);
  return { leave: () => document.removeEventListener("keydown", onKey) };
}
