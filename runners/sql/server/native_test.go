package server_test

import (
	"errors"
	"testing"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/sql/server"
)

func TestNative(t *testing.T) {
	e := nativetest.Open(t)
	s, err := server.Native{Engine: e}.Start(t.Context(), memory)
	if err != nil {
		t.Fatal(err)
	}
	admin, err := s.Admin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for setting, want := range map[string]string{
		"fsync": "off", "jit": "off", "server_encoding": "UTF8", "listen_addresses": "", "unix_socket_directories": "/tmp",
	} {
		var got string
		if err := admin.QueryRow(t.Context(), "select current_setting($1)", setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, not %q: %v", setting, got, want, err)
		}
	}
	for file, want := range map[string]string{
		"/proc/self/status":    "CapEff:\t0000000000000000",
		"/proc/1/status":       "NoNewPrivs:\t1",
		"/proc/self/mounts":    "tmpfs / tmpfs ro,",
		"/proc/self/net/dev":   "lo:",
		"/proc/self/schedstat": " ",
		"/etc/passwd":          "postgres:x:",
	} {
		var ok bool
		if err := admin.QueryRow(t.Context(), "select position($2 in pg_read_file($1, 0, 100000)) > 0", file, want).Scan(&ok); err != nil || !ok {
			t.Errorf("%s does not say %q: %v", file, want, err)
		}
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Connect(t.Context(), "postgres"); err == nil {
		t.Error("the server answers after its end")
	}
}

func TestPrograms(t *testing.T) {
	t.Parallel()
	if _, err := server.FindPrograms(t.TempDir()); !errors.Is(err, runners.ErrUnavailable) {
		t.Errorf("%v", err)
	}
}
