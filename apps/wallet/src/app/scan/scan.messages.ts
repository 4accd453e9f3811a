import type { Locale } from '#look';

export type ScanProblem =
  'denied' | 'no_camera' | 'camera_failed' | 'no_code' | 'unreadable_picture' | 'not_for_wallet' | 'empty';

interface ScanMessages {
  title: string;
  lead: string;
  useCamera: string;
  stopCamera: string;
  pointing: string;
  cameraTitle: string;
  video: string;
  pictureTitle: string;
  picture: string;
  pasteTitle: string;
  paste: string;
  pasteHint: string;
  proceed: string;
  problems: Readonly<Record<ScanProblem, string>>;
}

export const SCAN_MESSAGES: Readonly<Record<Locale, ScanMessages>> = {
  en: {
    title: 'Scan or paste',
    lead: 'A code from your utility brings you a proof; a code from a bank or town hall asks for one. Nothing happens before you agree.',
    cameraTitle: 'With the camera',
    useCamera: 'Use the camera',
    stopCamera: 'Stop the camera',
    pointing: 'Point the camera at the code. Pictures stay on this device.',
    video: 'What the camera sees',
    pictureTitle: 'From a picture',
    picture: 'A picture or screenshot of the code',
    pasteTitle: 'From a link',
    paste: 'Paste the link here',
    pasteHint: 'You find it in the e-mail or message, or on the page that showed the code.',
    proceed: 'Continue',
    problems: {
      denied:
        'The camera is not allowed for this site. You can allow it in the browser’s settings (often behind the lock symbol beside the address), or use a picture or the link instead.',
      no_camera: 'No camera was found. Please use a picture or the link instead.',
      camera_failed:
        'The camera could not be started; perhaps another program uses it. A picture or the link works too.',
      no_code: 'No code was found in this picture. Please take one in which the code is sharp and whole.',
      unreadable_picture: 'This file could not be read as a picture.',
      not_for_wallet:
        'This is neither an offer of a proof nor a request for one. Please scan the code that your utility, bank or town hall shows.',
      empty: 'Please paste the link first.',
    },
  },
  fr: {
    title: 'Scanner ou coller',
    lead: 'Un code de votre fournisseur vous apporte un justificatif ; un code d’une banque ou d’une mairie en demande un. Rien ne se passe avant votre accord.',
    cameraTitle: 'Avec l’appareil photo',
    useCamera: 'Utiliser l’appareil photo',
    stopCamera: 'Arrêter l’appareil photo',
    pointing: 'Visez le code. Les images restent sur cet appareil.',
    video: 'Ce que voit l’appareil photo',
    pictureTitle: 'Depuis une image',
    picture: 'Une photo ou une capture d’écran du code',
    pasteTitle: 'Depuis un lien',
    paste: 'Collez le lien ici',
    pasteHint: 'Vous le trouvez dans le courriel ou le message, ou sur la page qui montrait le code.',
    proceed: 'Continuer',
    problems: {
      denied:
        'L’appareil photo n’est pas autorisé pour ce site. Vous pouvez l’autoriser dans les réglages du navigateur (souvent derrière le cadenas à côté de l’adresse), ou utiliser une image ou le lien.',
      no_camera: 'Aucun appareil photo n’a été trouvé. Veuillez utiliser une image ou le lien.',
      camera_failed:
        'L’appareil photo n’a pas pu démarrer ; un autre programme l’utilise peut-être. Une image ou le lien conviennent aussi.',
      no_code: 'Aucun code n’a été trouvé dans cette image. Veuillez en prendre une où le code est net et entier.',
      unreadable_picture: 'Ce fichier n’a pas pu être lu comme une image.',
      not_for_wallet:
        'Ce n’est ni une offre de justificatif, ni une demande. Veuillez scanner le code que montre votre fournisseur, votre banque ou votre mairie.',
      empty: 'Veuillez d’abord coller le lien.',
    },
  },
};
