export function requireCurl(): void;
