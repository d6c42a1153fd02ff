package docker

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coding-judge/judge/runners"
)

// The engine's address is found as the docker command finds it. (t.Setenv rules out parallel tests.)
func TestHost(t *testing.T) {
	tests := []struct {
		name  string
		setup func(t *testing.T, home string)
		want  string // HOME stands for the home folder
	}{
		{"DOCKER_HOST", func(t *testing.T, home string) {
			t.Setenv("DOCKER_HOST", "tcp://10.1.2.3:2375")
			useContext(t, filepath.Join(home, ".docker"), "other", "unix:///other.sock")
		}, "tcp://10.1.2.3:2375"},
		{"the current context", func(t *testing.T, home string) {
			useContext(t, filepath.Join(home, ".docker"), "other", "unix:///other.sock")
		}, "unix:///other.sock"},
		{"DOCKER_CONTEXT", func(t *testing.T, home string) {
			useContext(t, filepath.Join(home, ".docker"), "other", "unix:///other.sock")
			useContext(t, filepath.Join(home, ".docker"), "third", "ssh://machine")
			t.Setenv("DOCKER_CONTEXT", "other")
		}, "unix:///other.sock"},
		{"DOCKER_CONFIG", func(t *testing.T, home string) {
			t.Setenv("DOCKER_CONFIG", filepath.Join(home, "config"))
			useContext(t, filepath.Join(home, "config"), "other", "unix:///other.sock")
		}, "unix:///other.sock"},
		{"the default context by name", func(t *testing.T, home string) {
			write(t, filepath.Join(home, ".docker", "config.json"), `{"currentContext":"default","auths":{}}`)
			listen(t, filepath.Join(home, ".docker", "run", "docker.sock"))
		}, "unix://HOME/.docker/run/docker.sock"},
		{"a rootless engine's socket", func(t *testing.T, home string) {
			t.Setenv("XDG_RUNTIME_DIR", filepath.Join(home, "run"))
			listen(t, filepath.Join(home, "run", "docker.sock"))
		}, "unix://HOME/run/docker.sock"},
		{"a desktop's socket", func(t *testing.T, home string) {
			listen(t, filepath.Join(home, ".docker", "desktop", "docker.sock"))
		}, "unix://HOME/.docker/desktop/docker.sock"},
		{"a file that is no socket", func(t *testing.T, home string) {
			write(t, filepath.Join(home, ".docker", "run", "docker.sock"), "")
		}, "unix:///var/run/docker.sock"},
		{"nothing at all", func(*testing.T, string) {}, "unix:///var/run/docker.sock"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			home := emptyHome(t)
			test.setup(t, home)
			want := strings.Replace(test.want, "HOME", home, 1)
			got, err := find(func(s string) bool { return strings.HasPrefix(s, home) && isSocket(s) }) // not this machine's
			if err != nil || got != want {
				t.Errorf("%s, %v; want %s", got, err, want)
			}
		})
	}
}

func TestHostBroken(t *testing.T) {
	for name, setup := range map[string]func(t *testing.T, home string){
		"a context that is not there": func(t *testing.T, _ string) { t.Setenv("DOCKER_CONTEXT", "gone") },
		"a config that is no JSON": func(t *testing.T, home string) {
			write(t, filepath.Join(home, ".docker", "config.json"), "{")
		},
		"a context that is no JSON": func(t *testing.T, home string) {
			useContext(t, filepath.Join(home, ".docker"), "other", "")
			write(t, contextFile(filepath.Join(home, ".docker"), "other"), "{")
		},
	} {
		t.Run(name, func(t *testing.T) {
			setup(t, emptyHome(t))
			if host, err := Host(); !errors.Is(err, runners.ErrUnavailable) {
				t.Errorf("%q, %v", host, err)
			}
		})
	}
}

func emptyHome(t *testing.T) string {
	t.Helper()
	home, err := os.MkdirTemp("", "h") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(home) })
	t.Setenv("HOME", home)
	t.Setenv("XDG_RUNTIME_DIR", filepath.Join(home, "none"))
	for _, name := range []string{"DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG"} {
		t.Setenv(name, "")
	}
	return home
}

// useContext makes a context and chooses it.
func useContext(t *testing.T, dir, name, host string) {
	t.Helper()
	write(t, filepath.Join(dir, "config.json"), `{"currentContext":"`+name+`"}`)
	write(t, contextFile(dir, name), `{"Name":"`+name+`","Endpoints":{"docker":{"Host":"`+host+`","SkipTLSVerify":false}}}`)
}

func contextFile(dir, name string) string {
	sum := sha256.Sum256([]byte(name))
	return filepath.Join(dir, "contexts", "meta", hex.EncodeToString(sum[:]), "meta.json")
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func listen(t *testing.T, socket string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(socket), 0o755); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
}
