// Opens a picture over the page. Without JavaScript the links lead to the pictures themselves.
(() => {
  const dialog = document.querySelector("dialog.lightbox");
  if (!dialog || !dialog.showModal) return;
  const links = [...document.querySelectorAll("a[data-lightbox]")];
  const image = dialog.querySelector("img");
  let current = 0;

  const show = (index) => {
    current = (index + links.length) % links.length;
    const link = links[current];
    image.src = link.href;
    image.alt = link.dataset.lightbox;
    dialog.querySelector("figcaption").textContent = link.dataset.lightbox;
  };

  links.forEach((link, index) =>
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(index);
      dialog.showModal();
    })
  );
  dialog.addEventListener("click", (event) => {
    if (event.target !== image) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") show(current + 1);
    if (event.key === "ArrowLeft") show(current - 1);
  });
})();
