// What the chat's page cannot do in C# alone. Everything here is called by ChatBrowser.cs.

const draftPrefix = "plandecomp:draft:";

// Within this many pixels of its end, the conversation counts as scrolled to the end when moving towards it.
const nearEnd = 48;

// Within this many pixels of its start, earlier messages are loaded.
const nearStart = 200;

export function takeOver(input) {
  const send = window.planDecompEarly?.takeOver() ?? false;
  fit(input);
  if (document.activeElement === document.body) focus(input, true);
  return { text: input.value, send };
}

export function readDraft(key) {
  return sessionStorage.getItem(draftPrefix + key) ?? "";
}

export function keepDraft(key, text) {
  if (text) sessionStorage.setItem(draftPrefix + key, text);
  else sessionStorage.removeItem(draftPrefix + key);
}

export function fit(input) {
  window.planDecompEarly?.fit(input);
}

export function focus(input, unlessTouch) {
  if (unlessTouch && !matchMedia("(pointer: fine)").matches) return;
  input.focus({ preventScroll: true });
  input.setSelectionRange(input.value.length, input.value.length);
}

export function reveal(id) {
  document.getElementById(id)?.scrollIntoView({ block: "nearest" });
}

export function watchScroll(scroller) {
  const frame = scroller.parentElement;
  let atEnd = true;
  let lastTop = scroller.scrollTop;
  let anchor = null;

  const distance = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

  function show() {
    frame.toggleAttribute("data-away", !atEnd);
    if (atEnd) frame.removeAttribute("data-fresh");
  }

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    lastTop = scroller.scrollTop;
  }

  // What is in view stays there, whatever comes above it or below.
  function hold() {
    const top = scroller.getBoundingClientRect().top;
    anchor = null;
    for (const item of scroller.querySelectorAll("[data-message]")) {
      const box = item.getBoundingClientRect();
      if (box.bottom <= top) continue;
      anchor = { item, offset: box.top - top };
      return;
    }
  }

  let lastDistance = distance();
  function scrolled() {
    const down = scroller.scrollTop >= lastTop;
    lastTop = scroller.scrollTop;
    atEnd = distance() < 4 || (down && (atEnd || distance() < nearEnd));
    lastDistance = distance();
    hold();
    show();
    if (!atEnd && scroller.scrollTop < nearStart) scroller.querySelector("[data-load-earlier]:not([disabled])")?.click();
  }

  function resized() {
    if (atEnd) {
      toEnd();
      return;
    }

    if (anchor?.item.isConnected) {
      scroller.scrollTop += anchor.item.getBoundingClientRect().top - scroller.getBoundingClientRect().top - anchor.offset;
      lastTop = scroller.scrollTop;
    }

    if (distance() < 4) atEnd = true;
    else if (distance() > lastDistance + 4) frame.setAttribute("data-fresh", "");
    lastDistance = distance();
    show();
  }

  const observer = new ResizeObserver(resized);
  observer.observe(scroller);
  observer.observe(scroller.firstElementChild);
  scroller.addEventListener("scroll", scrolled, { passive: true });

  return {
    stick() {
      atEnd = true;
      toEnd();
      show();
    },
    end() {
      observer.disconnect();
      scroller.removeEventListener("scroll", scrolled);
    },
  };
}
