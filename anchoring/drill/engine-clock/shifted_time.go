package time

// Takes the place of the first function of CometBFT's types/time in the engine whose clock can be set (the drill's and the flow
// tests'): everything that consensus takes from the wall clock comes from Now. The offset stands in the node's home folder.

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Now is the machine's time and the node's offset, in UTC and without a monotonic component.
func Now() time.Time {
	return Canonical(time.Now().Add(offset()))
}

func offset() time.Duration {
	for place, argument := range os.Args {
		if argument != "--home" || place+1 >= len(os.Args) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(os.Args[place+1], "clock-offset"))
		if err != nil {
			return 0
		}
		milliseconds, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
		if err != nil {
			return 0
		}
		return time.Duration(milliseconds) * time.Millisecond
	}
	return 0
}
