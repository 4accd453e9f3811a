/** One picture of one screen. */
export interface Picture {
  screen: string;
  variant: string;
  file: string;
}

/** One page with every picture, a screen a row. */
export function contactSheet(pictures: readonly Picture[]): string {
  const screens = [...new Set(pictures.map(({ screen }) => screen))].sort();
  const rows = screens.map((screen) => {
    const shown = pictures
      .filter((picture) => picture.screen === screen)
      .map(
        ({ file, variant }) =>
          `<figure><a href="${file}"><img src="${file}" alt="${screen}, ${variant}" loading="lazy"></a><figcaption>${variant}</figcaption></figure>`,
      );
    return `<section><h2 id="${screen}">${screen}</h2><div>${shown.join('')}</div></section>`;
  });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Screens</title>
<style>
body { font: 16px/1.4 system-ui, sans-serif; margin: 1.5rem; background: #eee; }
section div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
figure { margin: 0; } img { height: 24rem; border: 1px solid #aaa; background: #fff; } figcaption { font-size: 0.8rem; }
</style>
<h1>Screens</h1>
${rows.join('\n')}
</html>
`;
}
