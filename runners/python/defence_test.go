package python_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
)

// layer is one of a cell's defenses, by what takes it off: other words in the supervisor's program, or another order to the engine.
type layer struct {
	program []string
	order   func(config, host map[string]any)
}

// What is off is still bounded, so that an attack which breaks through harms nobody: memory at 2 GiB, processes at 2000.
var layers = map[string]layer{
	"filter":       {program: []string{"= deny_calls()", "= False"}},
	"user":         {program: []string{"os.getuid() == 0", "False"}}, // all is the cell's root
	"group":        {program: []string{"/sys/fs/cgroup", "/none"}},   // the supervisor does not see it; it is still there
	"rlimits":      {program: []string{"resource.setrlimit(", "(lambda *limit: None)("}},
	"profile":      {order: add("SecurityOpt", "seccomp=unconfined")},
	"capabilities": {order: set("CapDrop", nil)}, // those that the engine leaves by default are kept
	"privileges":   {order: set("SecurityOpt", nil)},
	"readonly":     {order: set("ReadonlyRootfs", false)},
	"ipc":          {order: set("IpcMode", "private")}, // with a /dev/shm
	"ipc of host":  {order: set("IpcMode", "host")},    // whose /dev/shm is the machine's
	"processes":    {order: set("PidsLimit", 2000)},
	"memory":       {order: func(_, host map[string]any) { host["Memory"], host["MemorySwap"] = 2<<30, 2<<30 }},
	"scratch":      {order: set("Tmpfs", map[string]string{"/tmp": "rw,exec,mode=1777"})},
	"ulimits":      {order: set("Ulimits", nil)},
	"network": {order: func(config, host map[string]any) {
		config["NetworkDisabled"], host["NetworkMode"] = false, "default"
	}},
}

func set(name string, value any) func(_, host map[string]any) {
	return func(_, host map[string]any) { host[name] = value }
}

func add(name, value string) func(_, host map[string]any) {
	return func(_, host map[string]any) {
		list, _ := host[name].([]any)
		host[name] = append(list, value)
	}
}

// What a layer stops on its own: the attacks with that layer off, or several. Those that fail break through. It is run by
// hand, for docs/defence.md:
//
//	JUDGE_TEST_WITHOUT=filter,profile go test ./runners/python -run TestWithoutLayer
func TestWithoutLayer(t *testing.T) {
	without := os.Getenv("JUDGE_TEST_WITHOUT")
	if without == "" {
		return // it is not run by hand
	}
	var program []string
	var orders []func(config, host map[string]any)
	for _, name := range strings.Split(without, ",") {
		l, ok := layers[name]
		if !ok {
			t.Fatalf("there is no layer %q", name)
		}
		program = append(program, l.program...)
		if l.order != nil {
			orders = append(orders, l.order)
		}
	}
	host, err := docker.Host()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DOCKER_HOST", "unix://"+reordering(t, host, orders))
	var engine cell.Engine = dockertest.Open(t)
	if program != nil {
		engine = weaker{engine, strings.NewReplacer(program...)}
	}
	hostile(t, &python.Runner{Engine: engine, Images: python.DefaultImages()}, nil)
}

// reordering is the socket of a proxy before the engine, which changes what is ordered of a container.
func reordering(t *testing.T, host string, orders []func(config, host map[string]any)) string {
	t.Helper()
	network, address, _ := strings.Cut(host, "://")
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "engine"})
	proxy.Transport = &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
	proxy.FlushInterval = -1
	handler := func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/containers/create") {
			var config map[string]any
			if err := json.NewDecoder(r.Body).Decode(&config); err != nil {
				t.Error(err)
			}
			for _, order := range orders {
				order(config, config["HostConfig"].(map[string]any))
			}
			body, err := json.Marshal(config)
			if err != nil {
				t.Error(err)
			}
			r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
			r.Header.Del("Content-Length")
		}
		proxy.ServeHTTP(w, r)
	}
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := new(net.ListenConfig).Listen(t.Context(), "unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(handler)}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close(); <-served })
	return socket
}
