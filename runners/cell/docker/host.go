package docker

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/coding-judge/judge/runners"
)

// Host finds the engine's address the way the docker command does: DOCKER_HOST, then the current context
// (DOCKER_CONTEXT, or the one that `docker context use` chose), then the usual sockets, rootless ones included.
func Host() (string, error) { return find(isSocket) }

const standardSocket = "/var/run/docker.sock"

func isSocket(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode()&os.ModeSocket != 0
}

func find(isSocket func(string) bool) (string, error) {
	if host := os.Getenv("DOCKER_HOST"); host != "" {
		return host, nil
	}
	home, _ := os.UserHomeDir()
	dir := os.Getenv("DOCKER_CONFIG")
	if dir == "" {
		dir = filepath.Join(home, ".docker")
	}
	if host, err := contextHost(dir, os.Getenv("DOCKER_CONTEXT")); host != "" || err != nil {
		return host, err
	}
	for _, socket := range []string{
		standardSocket,
		filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "docker.sock"),
		filepath.Join(home, ".docker", "run", "docker.sock"),
		filepath.Join(home, ".docker", "desktop", "docker.sock"),
		fmt.Sprintf("/run/user/%d/docker.sock", os.Getuid()),
	} {
		if isSocket(socket) {
			return "unix://" + socket, nil
		}
	}
	return "unix://" + standardSocket, nil
}

// contextHost reads the address of a Docker context; it is empty for the default context.
func contextHost(dir, name string) (string, error) {
	if name == "" {
		var config struct {
			CurrentContext string `json:"currentContext"`
		}
		data, err := os.ReadFile(filepath.Join(dir, "config.json"))
		if errors.Is(err, fs.ErrNotExist) {
			return "", nil // nobody has chosen a context
		}
		if err != nil {
			return "", fmt.Errorf("%w: %w", runners.ErrUnavailable, err)
		}
		if err := json.Unmarshal(data, &config); err != nil {
			return "", runners.Unavailable("%s: %w", filepath.Join(dir, "config.json"), err)
		}
		name = config.CurrentContext
	}
	if name == "" || name == "default" {
		return "", nil
	}
	sum := sha256.Sum256([]byte(name)) // the folder of a context is named so
	file := filepath.Join(dir, "contexts", "meta", hex.EncodeToString(sum[:]), "meta.json")
	data, err := os.ReadFile(file)
	if err != nil {
		return "", runners.Unavailable("there is no Docker context %q: see `docker context ls`", name)
	}
	var meta struct {
		Endpoints map[string]struct{ Host string }
	}
	if err := json.Unmarshal(data, &meta); err != nil {
		return "", runners.Unavailable("%s: %w", file, err)
	}
	return meta.Endpoints["docker"].Host, nil
}
