// Runs before anything is drawn: what cannot wait until the page is alive.

const page = document.documentElement;

// Without a choice of the reader the system's counts, and only the browser knows it.
page.dataset.theme ||= matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";

// A file that could not be loaded stops the page from coming alive, for instance when the server was replaced in the middle.
// Blazor says nothing of that by itself. Once the page is alive, faults are its own matter.
function sayStopped() {
  const notice = document.getElementById("blazor-error-ui");
  if ("alive" in page.dataset || !notice) return;
  notice.style.display = "block";
  for (const link of notice.querySelectorAll(".reload")) {
    link.onclick = event => {
      event.preventDefault();
      location.reload();
    };
  }
}

addEventListener("unhandledrejection", sayStopped);
addEventListener("error", event => {
  // Of the elements only scripts: a picture that is missing stops nothing.
  if (event.target === window || event.target instanceof HTMLScriptElement) sayStopped();
}, true);
