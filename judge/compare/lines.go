package compare

import (
	"fmt"
	"strings"
)

// Lines compares printed texts line by line. White space at a line's end does not count, and neither do empty lines at the
// text's end.
func Lines(want, got string) Diff {
	restWanted, restGot := trimEnd(want), trimEnd(got)
	if restWanted == restGot {
		return Diff{Equal: true}
	}
	for line := 1; ; line++ {
		w, afterWanted, moreWanted := strings.Cut(restWanted, "\n")
		g, afterGot, moreGot := strings.Cut(restGot, "\n")
		message := ""
		switch w, g := trimEnd(w), trimEnd(g); {
		case w != g && restGot == "" && line == 1:
			message = fmt.Sprintf("expected %s, got no output", show(textValue(w)))
		case w != g && w == "" && moreWanted && firstLine(afterWanted) == g:
			message = "an empty line is missing"
		case w != g && g == "" && moreGot && firstLine(afterGot) == w:
			message = "an empty line too many"
		case w != g && moreWanted && moreGot && firstLine(afterWanted) == g && firstLine(afterGot) == w:
			message = differing(w, g) + ": it and the next are the other way round"
		case w != g && moreWanted && firstLine(afterWanted) == g:
			message = fmt.Sprintf("the line %s is missing", show(textValue(w)))
		case w != g && moreGot && firstLine(afterGot) == w:
			message = fmt.Sprintf("a line too many, %s", show(textValue(g)))
		case w != g && strings.Join(strings.Fields(w), "") == strings.Join(strings.Fields(g), ""):
			message = differing(w, g) + ": white space differs"
		case w != g && strings.EqualFold(w, g):
			message = differing(w, g) + ": upper and lower case differ"
		case w != g:
			message = differing(w, g)
		case moreWanted && !moreGot:
			line++
			message = fmt.Sprintf("expected %s, and the output ends", show(textValue(firstLine(afterWanted))))
		case moreGot && !moreWanted:
			line++
			message = fmt.Sprintf("expected nothing more, got %s", show(textValue(firstLine(afterGot))))
		case !moreWanted && !moreGot:
			return Diff{Equal: true}
		}
		if message != "" {
			return unequal(textValue(fromLine(want, restWanted)), textValue(fromLine(got, restGot)), fmt.Sprintf("line %d: %s", line, message))
		}
		restWanted, restGot = afterWanted, afterGot
	}
}

func trimEnd(s string) string { return strings.TrimRight(s, asciiSpace) }

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return trimEnd(line)
}

// fromLine is the text, or where it is too long the part of it that begins with the line.
func fromLine(text, rest string) string {
	if len(text) <= ShowLimit {
		return text
	}
	return rest
}
