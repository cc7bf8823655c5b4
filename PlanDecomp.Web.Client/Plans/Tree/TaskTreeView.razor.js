// What the tree needs of the browser: its keys must not scroll or leave the page, and the chosen row must be in sight.

const keys = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", " ", "F2", "Insert", "Delete"]);

export function keepKeys(tree) {
  tree.addEventListener("keydown", (e) => {
    const plain = !e.altKey && !e.ctrlKey && !e.metaKey;
    if (e.target === tree && keys.has(e.key) && (plain || (e.altKey && e.shiftKey))) e.preventDefault();
  });
}

let wanted = null;

// A row that is far away is not in the document; its place follows from its index. The list may need some frames to draw it.
export async function reveal(tree, id, index, height) {
  wanted = id;
  for (let frame = 0; frame < 60 && wanted === id; frame++) {
    const row = document.getElementById(id);
    if (row) {
      row.scrollIntoView({ block: "nearest" });
      return;
    }
    const ownScroll = getComputedStyle(tree).overflowY === "auto";
    if (ownScroll) tree.scrollTop = Math.max(0, index * height - tree.clientHeight / 2);
    else window.scrollTo({ top: tree.getBoundingClientRect().top + window.scrollY + index * height - window.innerHeight / 2 });
    await new Promise(requestAnimationFrame);
  }
}
