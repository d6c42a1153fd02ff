package main

import (
	"fmt"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
)

func TestFrame(t *testing.T) {
	t.Parallel()
	var body strings.Builder
	for i := range 10 {
		fmt.Fprintf(&body, "\x1b[1mline %d\x1b[m %s\n", i, strings.Repeat("wide ", 30))
	}
	for height := 4; height < 20; height++ {
		lines := frame(body.String(), "the foot", 40, height)
		if len(lines) > height {
			t.Errorf("%d lines on a terminal of %d", len(lines), height)
		}
		for _, line := range lines {
			if lipgloss.Width(line) > 40 {
				t.Errorf("%d columns: %q", lipgloss.Width(line), line)
			}
		}
		if last := lines[len(lines)-1]; last != "the foot" || !strings.Contains(lines[0], "line 0") {
			t.Errorf("height %d: %q … %q", height, lines[0], last)
		}
		shown := 0
		for _, line := range lines {
			if strings.Contains(line, "line ") {
				shown++
			}
		}
		var cut int
		if _, err := fmt.Sscanf(lines[1], "  … %d lines", &cut); err == nil && cut+shown != 10 || err != nil && shown != 10 {
			t.Errorf("height %d: %d lines are shown, and %d are said to be cut", height, shown, cut)
		}
	}
}
