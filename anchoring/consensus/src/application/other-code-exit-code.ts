/** How a process ends that must not be started again before a person replaced its program. */
export const OTHER_CODE_EXIT_CODE = 3;
