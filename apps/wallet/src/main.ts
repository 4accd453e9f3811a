// The door that the supervisor looks for in every app.
import './server/main.js';
