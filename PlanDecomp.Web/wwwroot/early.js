// The chat's input before the page is alive, and the few things about it that cannot wait for C# afterwards.
// Loaded in the head; the input is any textarea with data-composer, and data-draft names its session.
(() => {
  const draftPrefix = "plandecomp:draft:";
  const fits = CSS.supports("field-sizing", "content");

  let alive = false;
  let current = null; // the input in the document
  let text = ""; // and what it holds, its caret and focus, to be carried over to the one that replaces it
  let caret = [0, 0];
  let focused = false;
  let send = false;

  const composerOf = target => (target instanceof HTMLTextAreaElement && target.hasAttribute("data-composer") ? target : null);

  function fit(input) {
    if (fits) return;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
  }

  function remember(input) {
    text = input.value;
    caret = [input.selectionStart, input.selectionEnd];
  }

  function keep(input) {
    const key = draftPrefix + input.dataset.draft;
    if (input.value) sessionStorage.setItem(key, input.value);
    else sessionStorage.removeItem(key);
  }

  function markToSend(wanted) {
    send = wanted;
    current?.form?.toggleAttribute("data-waiting", wanted);
  }

  // The page that comes alive brings an input of its own: it continues where the prerendered one was.
  function adopt() {
    const input = document.querySelector("textarea[data-composer]");
    if (!input || input === current) return;
    const first = current === null;
    current = input;
    if (first) {
      text ||= sessionStorage.getItem(draftPrefix + input.dataset.draft) ?? "";
      caret = [text.length, text.length];
    }

    if (text && !input.value) input.value = text;
    fit(input);
    if (focused) {
      input.focus({ preventScroll: true });
      input.setSelectionRange(...caret);
    }
  }

  const observer = new MutationObserver(adopt);
  observer.observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("input", event => {
    const input = composerOf(event.target);
    if (!input) return;
    keep(input);
    fit(input);
    if (alive) return;
    remember(input);
    markToSend(false);
  });

  document.addEventListener("selectionchange", () => {
    if (!alive && current && document.activeElement === current) remember(current);
  });
  document.addEventListener("focusin", event => {
    if (!alive) focused = composerOf(event.target) !== null;
  });
  document.addEventListener("focusout", () => {
    // An input that is being replaced loses the focus too; its successor has it when the turn is over.
    setTimeout(() => {
      if (!alive && !composerOf(document.activeElement)) focused = false;
    });
  });

  // In the capturing phase of the window, thus before the page's own listener.
  window.addEventListener("keydown", event => {
    const input = event.target instanceof HTMLTextAreaElement && event.target.hasAttribute("data-enter") ? event.target : null;
    if (!input || event.isComposing) return;

    // Safari ends a composition first and then reports the Enter that ended it; 229 tells it from a real one.
    if (event.keyCode === 229) {
      if (event.key === "Enter") event.stopImmediatePropagation();
      return;
    }

    const sends = event.key === "Enter" && !event.shiftKey && !event.altKey;
    const chooses = input.hasAttribute("data-suggesting") && ["ArrowUp", "ArrowDown", "Tab", "Escape"].includes(event.key) && !event.shiftKey;
    if (sends || chooses) event.preventDefault();
    if (sends && !alive && input.value.trim()) markToSend(true);
  }, true);

  document.addEventListener("submit", event => {
    if (!event.target.hasAttribute("data-composer-form")) return;
    event.preventDefault();
    if (!alive && current?.value.trim()) markToSend(true);
  });

  document.addEventListener("click", event => {
    if (alive || !current || !(event.target instanceof Element)) return;
    const prompt = event.target.closest("[data-prompt]");
    if (!prompt) return;
    current.value = prompt.dataset.prompt;
    remember(current);
    fit(current);
    markToSend(true);
  });

  // A page without the input has nothing to carry over.
  document.addEventListener("DOMContentLoaded", () => {
    adopt();
    if (!current) end();
  });

  function end() {
    alive = true;
    observer.disconnect();
  }

  window.planDecompEarly = {
    fit,

    // The page is alive from now on. True when what was typed is to be sent.
    takeOver() {
      if (alive) return false;
      adopt();
      end();
      return send;
    },
  };
})();
