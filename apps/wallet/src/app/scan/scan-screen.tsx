import { useState } from 'preact/hooks';
import { Banner, Button, Card, Field } from '#look';
import { placeOfLink, readLink } from '../links/read-link.js';
import { useMessages, useShell } from '../wallet-context.js';
import { CameraScanner } from './camera-scanner.js';
import { PasteLink } from './paste-link.js';
import { readPictureFile } from './read-picture.js';
import { SCAN_MESSAGES, type ScanProblem } from './scan.messages.js';

/** Takes an offer or a request by camera, from a picture, or as a link. */
export function ScanScreen() {
  const words = useMessages(SCAN_MESSAGES);
  const { navigate } = useShell();
  const [problem, setProblem] = useState<ScanProblem>();
  const take = (text: string): boolean => {
    const link = readLink(text);
    if (link === undefined) {
      setProblem(text.trim() === '' ? 'empty' : 'not_for_wallet');
      return false;
    }
    navigate(placeOfLink(link), { replace: true });
    return true;
  };
  const takePicture = async (file: File | undefined) => {
    setProblem(undefined);
    if (file === undefined) return;
    const read = await readPictureFile(file);
    if (read.text === undefined) setProblem(read.problem);
    else take(read.text);
  };
  return (
    <>
      <h1>{words.title}</h1>
      <p class="l-lead">{words.lead}</p>
      {problem ? (
        <Banner kind="warning" announce="alert">
          <p>{words.problems[problem]}</p>
        </Banner>
      ) : null}
      <Card title={words.cameraTitle}>
        <Camera onText={take} onProblem={setProblem} />
      </Card>
      <Card title={words.pasteTitle}>
        <PasteLink onText={take} />
      </Card>
      <Card title={words.pictureTitle}>
        <Field
          id="picture"
          type="file"
          accept="image/*"
          label={words.picture}
          onChange={(event) => void takePicture(event.currentTarget.files?.[0])}
        />
      </Card>
    </>
  );
}

/** Off until somebody wants it. */
function Camera(props: { onText: (text: string) => boolean; onProblem: (problem: ScanProblem | undefined) => void }) {
  const words = useMessages(SCAN_MESSAGES);
  const [on, setOn] = useState(false);
  const turn = (next: boolean) => {
    props.onProblem(undefined);
    setOn(next);
  };
  return (
    <div class="l-stack">
      {on ? (
        <CameraScanner
          onText={props.onText}
          onProblem={(problem) => {
            setOn(false);
            props.onProblem(problem);
          }}
        />
      ) : null}
      <Button kind={on ? 'secondary' : 'primary'} wide onClick={() => turn(!on)}>
        {on ? words.stopCamera : words.useCamera}
      </Button>
    </div>
  );
}
