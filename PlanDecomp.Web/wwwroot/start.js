const words = {
  healthy: "The Api answers and is well.",
  degraded: "The Api answers, but something it uses does not; it goes on without it.",
  unhealthy: "The Api answers, but something it needs is down.",
  unreachable: "The Api does not answer. Asking again every few seconds.",
};

async function show() {
  const api = document.getElementById("api");
  let status = "unreachable";
  try {
    const answer = await fetch("/api/health", { cache: "no-store" });
    const body = await answer.json();
    if (body.status in words) status = body.status;
  } catch {
    // Not reached, or no answer of ours: said below.
  }
  api.dataset.status = status;
  api.textContent = words[status];
  setTimeout(show, 5000);
}

show();
