package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const root = "../.."

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// block is a block of YAML in a page.
var block = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// workflows are those that the repository has, those that the pages show, and the action's own steps as a workflow's, by where they
// are.
func workflows(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{".github/workflows/ci.yml": read(t, ".github/workflows/ci.yml")}
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		page = filepath.Join("docs", filepath.Base(page))
		for i, m := range block.FindAllStringSubmatch(read(t, page), -1) {
			name := fmt.Sprintf("%s, block %d", page, i+1)
			switch text := m[1]; {
			case strings.HasPrefix(text, "# .github/workflows/"):
				all[name] = text
			case regexp.MustCompile(`^- (run|uses|id):`).MatchString(text):
				all[name] = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" + regexp.MustCompile(`(?m)^`).ReplaceAllString(text, "      ")
			}
		}
	}
	for name, text := range all { // of a local action, actionlint knows what inputs and outputs there are
		all[name] = regexp.MustCompile(`coding-judge/judge@\S+`).ReplaceAllString(text, "./")
	}
	all["action.yml"] = actionAsWorkflow(t)
	return all
}

// actionAsWorkflow has the steps of the action in a workflow that takes the same inputs.
func actionAsWorkflow(t *testing.T) string {
	t.Helper()
	action := read(t, "action.yml")
	var parsed struct {
		Inputs map[string]struct{ Description, Default string }
	}
	if err := yaml.Unmarshal([]byte(action), &parsed); err != nil {
		t.Fatal(err)
	}
	_, steps, ok := strings.Cut(action, "  using: composite\n  steps:\n")
	if !ok || len(parsed.Inputs) < 10 {
		t.Fatalf("the action has %d inputs, and steps: %v", len(parsed.Inputs), ok)
	}
	var b strings.Builder
	b.WriteString("on:\n  workflow_call:\n    inputs:\n")
	for name := range parsed.Inputs {
		fmt.Fprintf(&b, "      %s: {type: string}\n", name)
	}
	b.WriteString("jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" + steps)
	return b.String()
}

// TestWorkflows sees that actionlint finds nothing wrong with any of them, and that it looks at the action's inputs.
func TestWorkflows(t *testing.T) {
	t.Parallel()
	all := workflows(t)
	if len(all) < 8 {
		t.Errorf("there are %d workflows", len(all))
	}
	all["mistake"] = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - {uses: ./, with: {paht: x}}\n"
	// A repository of its own, for only in one does actionlint know local actions.
	project := t.TempDir()
	lint := exec.CommandContext(t.Context(), "go", "build", "-modfile", "tools/go.mod", "-o", project, "github.com/rhysd/actionlint/cmd/actionlint")
	lint.Dir = root
	if out, err := lint.CombinedOutput(); err != nil {
		t.Fatalf("build actionlint: %v\n%s", err, out)
	}
	dir := filepath.Join(project, ".github", "workflows")
	for _, d := range []string{dir, filepath.Join(project, ".git")} {
		if err := os.MkdirAll(d, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string]string{filepath.Join(project, "action.yml"): read(t, "action.yml")}
	for name, text := range all {
		files[filepath.Join(dir, strings.NewReplacer("/", "_", ",", "", " ", "_").Replace(name)+".yml")] = text
	}
	for file, text := range files {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, "actionlint"), "-no-color", "-oneline")
	cmd.Dir = project
	out, _ := cmd.CombinedOutput() // its exit code says that it found the mistake
	found := false
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, "mistake.yml") && strings.Contains(line, `"paht" is not defined`) {
			found = true
			continue
		}
		t.Error(line)
	}
	if !found {
		t.Error("actionlint does not look at the action's inputs")
	}
}

// What an input or another expression holds never becomes a part of a script.
func TestScriptsHaveNoExpressions(t *testing.T) {
	t.Parallel()
	texts := workflows(t)
	texts["ci/gitlab.yml"] = read(t, "ci/gitlab.yml")
	found := 0
	for name, text := range texts {
		var parsed any
		if err := yaml.Unmarshal([]byte(text), &parsed); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, script := range scripts(parsed) {
			found++
			if strings.Contains(script, "${{") || strings.Contains(script, "$[[") {
				t.Errorf("%s: %s", name, script)
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d scripts were found", found)
	}
}

// scripts gives what stands in the keys run, script and before_script.
func scripts(v any) (all []string) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			all = append(all, scripts(e)...)
		}
	case map[string]any:
		for key, e := range v {
			switch key {
			case "run", "script", "before_script":
				all = append(all, fmt.Sprint(e))
			default:
				all = append(all, scripts(e)...)
			}
		}
	}
	return all
}

// templateScript is the script of GitLab's template.
func templateScript(t *testing.T) string {
	t.Helper()
	var template map[string]struct{ Script []string }
	if err := yaml.Unmarshal([]byte(read(t, "ci/gitlab.yml")), &template); err != nil {
		t.Fatal(err)
	}
	script := strings.Join(template[".judge-grade"].Script, "\n")
	if script == "" {
		t.Fatal("the template has no script")
	}
	return script
}

// The template's script and the action's give judge each of their inputs as it is, whatever it holds, and nothing else.
func TestScriptsGiveInputs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	// A judge that tells its arguments, and writes what the action reads.
	fake := "#!/bin/sh\nfor a; do printf '%s\\0' \"$a\"; case $a in --json=*) printf '{\\n  \"accepted\": 1,\\n  \"not_accepted\": 2,\\n" +
		"  \"refused\": 0,\\n  \"unjudged\": 0,\\n  \"missing\": 0\\n}\\n' >\"${a#--json=}\" ;; --markdown=*) echo table >\"${a#--markdown=}\" ;; esac; done >>\"$ARGUMENTS\"\n"
	if err := os.WriteFile(filepath.Join(dir, "judge"), []byte(fake), 0o777); err != nil {
		t.Fatal(err)
	}
	const nasty = "a b$(touch hacked)`touch hacked`; touch hacked #'\""
	run := func(t *testing.T, env []string, command ...string) (arguments []string, code int) {
		t.Helper()
		work := t.TempDir()
		cmd := exec.CommandContext(t.Context(), command[0], command[1:]...)
		cmd.Dir = work
		cmd.Env = append([]string{
			"PATH=" + dir + ":" + os.Getenv("PATH"), "ARGUMENTS=" + filepath.Join(dir, t.Name()[strings.LastIndex(t.Name(), "/")+1:]),
			"RUNNER_TEMP=" + work, "GITHUB_OUTPUT=" + filepath.Join(work, "output"), "GITHUB_STEP_SUMMARY=" + filepath.Join(work, "summary"),
		}, env...)
		var said bytes.Buffer
		cmd.Stdout, cmd.Stderr = &said, &said
		_ = cmd.Run() // its exit code is looked at
		if _, err := os.Stat(filepath.Join(work, "hacked")); err == nil {
			t.Error("an input was run")
		}
		text, err := os.ReadFile(filepath.Join(dir, t.Name()[strings.LastIndex(t.Name(), "/")+1:]))
		if err != nil {
			t.Fatalf("%v\n%s", err, &said)
		}
		if output, err := os.ReadFile(filepath.Join(work, "output")); err == nil && !strings.HasSuffix(string(output), "accepted=1\nnot_accepted=2\nrefused=0\nmissing=0\nunjudged=0\n") {
			t.Errorf("outputs:\n%s", output)
		}
		return strings.Split(strings.TrimSuffix(string(text), "\x00"), "\x00"), cmd.ProcessState.ExitCode()
	}
	wants := func(t *testing.T, got []string, want ...string) {
		t.Helper()
		at := 0
		for _, a := range got {
			if at < len(want) && a == want[at] {
				at++
			}
		}
		if at < len(want) {
			t.Errorf("there is no %q, in order, in %q", want[at], got)
		}
	}
	t.Run("gitlab", func(t *testing.T) {
		t.Parallel()
		got, _ := run(t, []string{
			"GRADE_PATH=" + nasty + "\n\n*\n-x", "GRADE_MANIFEST=", "GRADE_PROBLEM=" + nasty, "GRADE_LIBRARY=my lib", "GRADE_TIMEOUT=5m", "GRADE_ENGINE=auto",
		}, "sh", "-euc", templateScript(t))
		wants(t, got, "grade", "--engine=auto", "--timeout=5m", "--report=junit=judge-reports/junit", "--problem="+nasty, "--library=my lib", "--", nasty, "*", "-x")
		if got[len(got)-5] != "--library=my lib" {
			t.Errorf("%q", got)
		}
	})
	for accepted, want := range map[string]int{"false": 0, "true": 1} {
		t.Run("github "+accepted, func(t *testing.T) {
			t.Parallel()
			script, err := filepath.Abs(filepath.Join(root, "ci", "github"))
			if err != nil {
				t.Fatal(err)
			}
			got, code := run(t, []string{
				"INPUT_PATH=" + nasty + "\n\n*\n-x\n", "INPUT_MANIFEST=", "INPUT_PROBLEM=" + nasty, "INPUT_LIBRARY=my lib\nother\n", "INPUT_REPORT=junit=a b\nhtml=h\n",
				"INPUT_SUMMARY=true", "INPUT_REQUIRE_ACCEPTED=" + accepted, "INPUT_JOBS=", "INPUT_TIMEOUT=5m", "INPUT_ENGINE=auto", "JUDGE_SQL_DSN=", "JUDGE_IDENTITY=",
			}, script)
			wants(t, got, "grade", "--engine=auto", "--library=my lib", "--library=other", "--problem="+nasty, "--timeout=5m", "--", nasty, "*", "-x")
			if code != want {
				t.Errorf("ended with %d", code)
			}
		})
	}
}
