// A phone shows the first links of the bar only; the one of this page is brought into sight.
const showPlace = (link) => {
  const bar = link?.closest(".nav");
  if (bar) bar.scrollLeft = link.offsetLeft - bar.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
};

showPlace(document.querySelector(".top .nav [aria-current]"));
