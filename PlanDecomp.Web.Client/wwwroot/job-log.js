// What the job log needs of the browser beyond C#. PageReturn.cs and LogScroller.cs call it.

// Tells when it is worth asking the server again: the network is back, or the reader looks at the page again.
export function watchReturn(page) {
  const tell = () => {
    if (document.visibilityState === "visible") page.invokeMethodAsync("OnReturned");
  };
  window.addEventListener("online", tell);
  document.addEventListener("visibilitychange", tell);
  return {
    stop() {
      window.removeEventListener("online", tell);
      document.removeEventListener("visibilitychange", tell);
    },
  };
}

// Keeps a list of lines where its reader wants it: at the end while he follows, else at the line he reads, whatever is
// added above or below. Tells the page when he lets go, and when he reaches an end.
export function attachScroller(scroller, page) {
  const edge = 24; // px: as good as at the end
  const reach = 240; // px: soon at the top
  let following = true;
  let last = 0;
  let anchor = null;
  let top = 0;
  let told = "";

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= edge;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    last = scroller.scrollTop;
  };

  // The reader's line: what is in view at the top.
  const remember = () => {
    const box = scroller.getBoundingClientRect();
    const found = document.elementFromPoint(box.left + box.width / 2, box.top + 4)?.closest("[data-seq]");
    anchor = scroller.contains(found ?? null)
      ? found
      : [...scroller.querySelectorAll("[data-seq]")].find((line) => line.getBoundingClientRect().bottom > box.top) ?? null;
    top = anchor ? anchor.getBoundingClientRect().top : 0;
  };

  const settle = () => {
    if (following) {
      toEnd();
    } else if (anchor?.isConnected) {
      scroller.scrollTop += anchor.getBoundingClientRect().top - top;
      last = scroller.scrollTop;
    }
    if (!scroller.querySelector('.line-toggle[tabindex="0"]')) {
      const toggles = scroller.querySelectorAll(".line-toggle");
      toggles[toggles.length - 1]?.setAttribute("tabindex", "0");
    }
    told = "";
  };

  // Told once for each time something was added: the page's answer takes a moment.
  const tell = (what) => {
    if (told === what) return;
    told = what;
    page.invokeMethodAsync(what);
  };

  const onScroll = () => {
    const up = scroller.scrollTop < last - 1;
    last = scroller.scrollTop;
    if (following) {
      if (!up || atEnd()) return;
      following = false;
      page.invokeMethodAsync("OnReleased");
    }
    remember();
    if (up && scroller.scrollTop < reach) tell("OnTop");
    else if (!up && atEnd()) tell("OnEnd");
  };

  // One stop for the tab key in the whole list; the arrows go from line to line.
  const onFocus = (e) => {
    if (!e.target.classList.contains("line-toggle")) return;
    scroller.querySelectorAll('.line-toggle[tabindex="0"]').forEach((toggle) => toggle.setAttribute("tabindex", "-1"));
    e.target.setAttribute("tabindex", "0");
  };
  const onKey = (e) => {
    if (!e.target.classList.contains("line-toggle")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step) return;
    e.preventDefault();
    const toggles = [...scroller.querySelectorAll(".line-toggle")];
    toggles[toggles.indexOf(e.target) + step]?.focus();
  };

  const changes = new MutationObserver(settle);
  changes.observe(scroller, { childList: true, subtree: true, characterData: true });
  const sizes = new ResizeObserver(() => following && toEnd());
  sizes.observe(scroller);
  scroller.addEventListener("scroll", onScroll, { passive: true });
  scroller.addEventListener("focusin", onFocus);
  scroller.addEventListener("keydown", onKey);
  settle();

  return {
    follow(on) {
      following = on;
      if (on) toEnd();
      else remember();
    },
    show(seq) {
      const line = scroller.querySelector(`[data-seq="${seq}"]`);
      if (!line) return;
      following = false;
      scroller.scrollTop += line.getBoundingClientRect().top - scroller.getBoundingClientRect().top - scroller.clientHeight / 3;
      last = scroller.scrollTop;
      remember();
      scroller.closest(".job-log")?.scrollIntoView({ block: "nearest" });
    },
    stop() {
      changes.disconnect();
      sizes.disconnect();
      scroller.removeEventListener("scroll", onScroll);
      scroller.removeEventListener("focusin", onFocus);
      scroller.removeEventListener("keydown", onKey);
    },
  };
}
