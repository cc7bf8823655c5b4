// Tells of jobs that end while no one looks: the browser's notifications, a number in the tab's title, and whether the tab is seen.
// Everything here is called by Notifications.cs.

const choice = "plandecomp_notify";
let count = 0;
let observer = null;

// "unsupported", "denied", "off" or "on".
export function state() {
  if (!("Notification" in window)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" && localStorage.getItem(choice) !== "off" ? "on" : "off";
}

export async function turnOn() {
  if ((await Notification.requestPermission()) === "granted") localStorage.setItem(choice, "on");
  return state();
}

export function turnOff() {
  localStorage.setItem(choice, "off");
  return state();
}

export function show(title, body, tag, address) {
  try {
    const notification = new Notification(title, { body, tag, icon: "/icon.svg" });
    notification.onclick = () => {
      window.focus();
      Blazor.navigateTo(address);
      notification.close();
    };
  } catch {
    // Some phones have the interface but only allow it to service workers. The title's number is there all the same.
  }
}

export function watchVisibility(watcher) {
  document.addEventListener("visibilitychange", () => watcher.invokeMethodAsync("OnVisibility", !document.hidden));
  return !document.hidden;
}

// The title's text node is Blazor's: it is changed in place, for a new one would not get Blazor's later titles.
export function badge(number) {
  count = number;
  observer ??= new MutationObserver(apply);
  observer.observe(document.head, { subtree: true, childList: true, characterData: true });
  apply();
  if (count === 0) observer.disconnect();
}

function apply() {
  const text = document.querySelector("title")?.firstChild;
  if (!text) return;
  const plain = text.nodeValue.replace(/^\(\d+\) /, "");
  const wanted = count > 0 ? `(${count}) ${plain}` : plain;
  if (text.nodeValue !== wanted) text.nodeValue = wanted;
}
