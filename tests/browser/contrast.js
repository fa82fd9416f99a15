// The contrast (WCAG 2) of every visible text with what lies under it: {"words": ratio}.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };

  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  const layers = (node) => (node ? [...layers(node.parentElement), getComputedStyle(node).backgroundColor] : ["white"]);

  const ratio = (node) => {
    const under = layers(node);
    const [a, b] = [luminance(paint(under)), luminance(paint([...under, getComputedStyle(node).color]))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };

  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const [words, node] = [walker.currentNode.data.trim(), walker.currentNode.parentElement];
    // An avatar's gradient is no colour; its letters only repeat the name beside it.
    if (words && node.checkVisibility() && !node.closest(".avatar, .vh")) found[words] = ratio(node);
  }
  return found;
}
