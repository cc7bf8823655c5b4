// What the graph needs of the browser: dragging with a mouse, and marking what is next to the card that is pointed at or focused.

export function attach(box) {
  drag(box);
  mark(box);
}

// As large as it may become: it is no higher than the picture.
export function sizeOf(box) {
  return [box.clientWidth, parseFloat(getComputedStyle(box).maxHeight)];
}

// The picture has another size after the next frame.
export async function keepMiddle(box, factor) {
  const x = box.scrollLeft + box.clientWidth / 2;
  const y = box.scrollTop + box.clientHeight / 2;
  await new Promise(requestAnimationFrame);
  box.scrollLeft = x * factor - box.clientWidth / 2;
  box.scrollTop = y * factor - box.clientHeight / 2;
}

// Fingers scroll by themselves.
function drag(box) {
  let from = null;
  let moved = false;
  box.addEventListener("pointerdown", (e) => {
    if (e.pointerType !== "mouse" || e.button !== 0) return;
    from = { x: e.clientX + box.scrollLeft, y: e.clientY + box.scrollTop, startX: e.clientX, startY: e.clientY };
    moved = false;
  });
  box.addEventListener("pointermove", (e) => {
    if (!from) return;
    if (!moved && Math.hypot(e.clientX - from.startX, e.clientY - from.startY) < 5) return;
    if (!moved) {
      moved = true;
      box.setPointerCapture(e.pointerId);
      box.classList.add("dragging");
    }
    box.scrollLeft = from.x - e.clientX;
    box.scrollTop = from.y - e.clientY;
  });
  const end = () => {
    from = null;
    box.classList.remove("dragging");
  };
  box.addEventListener("pointerup", end);
  box.addEventListener("pointercancel", end);
  box.addEventListener("dragstart", (e) => e.preventDefault());
  box.addEventListener(
    "click",
    (e) => {
      if (!moved) return;
      moved = false;
      e.preventDefault();
      e.stopPropagation();
    },
    true,
  );
}

function mark(box) {
  const cardOf = (e) => (e.target instanceof Element ? e.target.closest("[data-card]") : null);
  const show = (card) => {
    for (const near of box.querySelectorAll(".near")) near.classList.remove("near");
    box.classList.toggle("pointed", card !== null);
    if (!card) return;
    card.classList.add("near");
    walk(box, card.dataset.card, "from", "to");
    walk(box, card.dataset.card, "to", "from");
  };
  box.addEventListener("pointerover", (e) => show(cardOf(e)));
  box.addEventListener("pointerleave", () => show(null));
  box.addEventListener("focusin", (e) => show(cardOf(e)));
  box.addEventListener("focusout", () => show(null));
}

// To the neighbours in one direction; joints belong to the line.
function walk(box, id, near, far) {
  for (const line of box.querySelectorAll(`path[data-${near}="${id}"]`)) {
    line.classList.add("near");
    const other = line.dataset[far];
    box.querySelector(`[data-card="${other}"], [data-joint="${other}"]`)?.classList.add("near");
    if (other.startsWith("-")) walk(box, other, near, far);
  }
}
