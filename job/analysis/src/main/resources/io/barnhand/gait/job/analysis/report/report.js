"use strict";
(function () {
  /* A clip is in the page once; other passes of its recording take it from there. */
  function load(video) {
    if (!video.getAttribute("src") && video.dataset.sourceOf) {
      var source = document.getElementById(video.dataset.sourceOf);
      if (source) { video.src = source.getAttribute("src"); }
    }
  }
  /* A clip can end before a pass does; browsers may seek without end to where a clip ends. */
  function within(video, seconds) {
    return Math.max(0, Math.min(seconds, video.duration - 0.1));
  }
  /* The still shows the middle of the pass; played by its own controls, it begins at the start. */
  function place(video) {
    if (video.dataset.from && !video.dataset.placed) {
      video.dataset.placed = "1";
      video.dataset.still = "1";
      video.currentTime =
        within(video, (Number(video.dataset.from) + Number(video.dataset.to)) / 2);
    }
  }
  function seek(video, from, to) {
    load(video);
    var go = function () {
      video.dataset.placed = "1";
      delete video.dataset.still;
      video.currentTime = within(video, from);
      video.dataset.until = String(Math.max(to, from + 0.2));
      var playing = video.play();
      if (playing) { playing.catch(function () {}); }
    };
    if (video.readyState >= 1) { go(); } else { video.addEventListener("loadedmetadata", go, { once: true }); }
    video.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.seek");
    var video = link && document.getElementById(link.dataset.video);
    if (video) {
      event.preventDefault();
      seek(video, Number(link.dataset.from), Number(link.dataset.to));
    }
  });
  var nearby = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting) { load(entry.target); nearby.unobserve(entry.target); }
    });
  }, { rootMargin: "50%" });
  document.querySelectorAll("video").forEach(function (video) {
    video.addEventListener("loadedmetadata", function () { place(video); });
    video.addEventListener("play", function () {
      if (video.dataset.still) {
        delete video.dataset.still;
        video.currentTime = within(video, Number(video.dataset.from));
      }
    });
    video.addEventListener("timeupdate", function () {
      if (video.dataset.until && video.currentTime >= Number(video.dataset.until)) {
        video.pause();
      }
    });
    video.addEventListener("pause", function () { delete video.dataset.until; });
    if (video.readyState >= 1) { place(video); }
    nearby.observe(video);
  });
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
  });
})();
