package python_test

import (
	"os"
	"strings"
	"testing"

	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
)

// What a layer stops on its own: the attacks with that layer off. Those that fail break through. It is run by hand,
// for docs/defence.md:
//
//	JUDGE_TEST_WITHOUT=filter go test ./runners/python -run TestWithoutLayer
func TestWithoutLayer(t *testing.T) {
	layers := map[string]*strings.Replacer{
		"filter": strings.NewReplacer("filtered = deny_calls()", "filtered = False"),
		"user":   strings.NewReplacer("    if uid:\n", "    if False:\n"),
		"group":  strings.NewReplacer(`base="/sys/fs/cgroup"`, `base="/none"`),
	}
	without := os.Getenv("JUDGE_TEST_WITHOUT")
	if without == "" {
		return // it is not run by hand
	}
	if layers[without] == nil {
		t.Fatalf("there is no layer %q", without)
	}
	hostile(t, &python.Runner{Engine: weaker{dockertest.Open(t), layers[without]}, Images: python.DefaultImages()}, nil)
}
