// Runs before the page: the camera becomes a canvas. It shows one picture at a time, as a hand-held
// camera would: shifted by a few pixels and a little noisy, anew in every frame. Or it shows a film,
// as a camera on a table would: a little noisy only.
(() => {
  const WIDTH = 640;
  const HEIGHT = 480;
  const RATE = 30; // frames a second
  const SHIFT = 4; // pixels at most
  const NOISE = 0.06; // opacity

  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  const noise = document.createElement('canvas');
  noise.width = 2 * WIDTH;
  noise.height = 2 * HEIGHT;
  const grain = noise.getContext('2d').createImageData(noise.width, noise.height);
  for (let i = 0; i < grain.data.length; i += 4) {
    grain.data.fill(255 * Math.random(), i, i + 3);
    grain.data[i + 3] = 255;
  }
  noise.getContext('2d').putImageData(grain, 0, 0);

  let picture = null;
  let film = null;

  function draw() {
    const shift = film ? 0 : SHIFT;
    const by = () => Math.round((2 * Math.random() - 1) * shift);
    if (film) film();
    context.globalAlpha = 1;
    context.fillStyle = '#808080';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    if (picture) {
      const side = HEIGHT + 2 * shift;
      const width = (side * picture.width) / picture.height;
      context.drawImage(picture, (WIDTH - width) / 2 + by(), by() - shift, width, side);
    }
    context.globalAlpha = NOISE;
    context.drawImage(noise, -WIDTH * Math.random(), -HEIGHT * Math.random());
  }

  setInterval(draw, 1000 / RATE);

  async function decode(url) {
    const decoded = new Image();
    decoded.src = url;
    await decoded.decode();
    return decoded;
  }

  /** Show a picture, from the next frame on; resolves when it is drawn. */
  window.scene = async (url) => {
    const next = await decode(url);
    film = null;
    picture = next;
    draw();
  };

  /** Show so many pictures a second; resolves when the last one is drawn, which stays. */
  window.film = async (urls, rate) => {
    const pictures = await Promise.all(urls.map(decode));
    await new Promise((over) => {
      const began = performance.now();
      film = () => {
        const at = Math.floor(((performance.now() - began) / 1000) * rate);
        picture = pictures[Math.min(at, pictures.length - 1)];
        if (at >= pictures.length) over();
      };
      draw();
    });
  };

  if (navigator.mediaDevices) {
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(RATE);
  }
})();
