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
