package kattis

import (
	"regexp"
	"strings"
)

// fromLaTeX makes Markdown of a statement in LaTeX as far as a terminal needs it: headings, lists, emphasis. Formulas stay as
// they are. What is not known keeps its text and loses its command.
func fromLaTeX(text string, constants map[string]string) (markdown, name string) {
	if m := plainName.FindStringSubmatch(text); m != nil {
		name = strings.TrimSpace(m[1])
	}
	text = comment.ReplaceAllString(text, "$1")
	text = constantCommand.ReplaceAllStringFunc(text, func(command string) string {
		return constants[constantCommand.FindStringSubmatch(command)[1]]
	})
	if m := problemName.FindStringSubmatch(text); m != nil && name == "" {
		name = strings.TrimSpace(m[1])
	}
	text = dropped.ReplaceAllString(text, "")
	for _, r := range rewrites {
		text = r.from.ReplaceAllString(text, r.to)
	}
	text = outsideFormulas(text, func(s string) string {
		for range 4 { // commands within commands
			s = argument.ReplaceAllString(s, "$1")
		}
		s = command.ReplaceAllString(s, "")
		return escapes.Replace(s)
	})
	return strings.TrimSpace(emptyLines.ReplaceAllString(text, "\n\n")), name
}

var (
	plainName       = regexp.MustCompile(`(?m)^\s*%%\s*plainproblemname:\s*(.+)$`)
	comment         = regexp.MustCompile(`(?m)(^|[^\\])%.*$`)
	constantCommand = regexp.MustCompile(`\\constant\{([a-zA-Z_][a-zA-Z0-9_]*)\}`)
	problemName     = regexp.MustCompile(`\\problemname\{([^{}\n]*)\}`)
	dropped         = regexp.MustCompile(`\\(?:problemname|illustration|includegraphics|label|vspace|hspace|def)\*?(?:\[[^\]\n]*\])?(?:\{[^{}\n]*\})*`)
	argument        = regexp.MustCompile(`\\[a-zA-Z]+\*?(?:\[[^\]\n]*\])?\{([^{}\n]*)\}`)
	command         = regexp.MustCompile(`\\[a-zA-Z]+\*? ?`)
	emptyLines      = regexp.MustCompile(`\n[ \t]*(?:\n[ \t]*)+\n`)
	escapes         = strings.NewReplacer(`\\`, "\n", `\%`, "%", `\$`, "$", `\_`, "_", `\&`, "&", `\#`, "#", `\{`, "{", `\}`, "}", "~", " ", "``", `"`, "''", `"`,
		"---", "—", "--", "–", "{", "", "}", "")
)

// rewrites are the commands that Markdown has, too.
var rewrites = []struct {
	from *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`\\(?:sub)*section\*?\{([^{}\n]*)\}`), "\n\n## $1\n\n"},
	{regexp.MustCompile(`\\begin\{(Input|Output|Interaction)\}`), "\n\n## $1\n\n"},
	{regexp.MustCompile(`\\(?:begin|end)\{[a-zA-Z*]+\}(?:\[[^\]\n]*\]|\{[^{}\n]*\})*`), "\n"},
	{regexp.MustCompile(`\\item\b[ \t]*`), "\n- "},
	{regexp.MustCompile(`\\textbf\{([^{}\n]*)\}`), "**$1**"},
	{regexp.MustCompile(`\\(?:emph|textit)\{([^{}\n]*)\}`), "*$1*"},
	{regexp.MustCompile(`\\(?:texttt|verb)\{([^{}\n]*)\}`), "`$1`"},
	{regexp.MustCompile(`\\href\{([^{}\n]*)\}\{([^{}\n]*)\}`), "$2 ($1)"},
}

// outsideFormulas rewrites what does not stand between dollars.
func outsideFormulas(text string, rewrite func(string) string) string {
	var b strings.Builder
	for text != "" {
		open := formula.FindStringIndex(text)
		if open == nil {
			b.WriteString(rewrite(text))
			break
		}
		b.WriteString(rewrite(text[:open[0]]))
		b.WriteString(text[open[0]:open[1]])
		text = text[open[1]:]
	}
	return b.String()
}

var formula = regexp.MustCompile(`\$\$[^$]*\$\$|\$[^$]+\$`)
