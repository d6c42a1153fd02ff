package nativetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// AsNobody runs a test of the package, such as "TestConformance", once more as a user without privileges. There is nothing to
// do where this user is no root, for then the test itself is run as such a user. It is skipped where the kernel gives users
// no namespaces.
func AsNobody(t *testing.T, name string) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	for file, forbids := range map[string]string{
		"/proc/sys/user/max_user_namespaces":                     "0",
		"/proc/sys/kernel/unprivileged_userns_clone":             "0",
		"/proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1",
	} {
		if value, err := os.ReadFile(file); err == nil && strings.TrimSpace(string(value)) == forbids {
			t.Skipf("%s is %s", file, forbids)
		}
	}
	// Neither the test nor its data are where another user may read.
	dir, err := os.MkdirTemp("", "nobody") //nolint:usetesting // whose folders only their owner may enter
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	program := filepath.Join(dir, "test")
	copyTo(t, program)
	if _, err := os.Stat("testdata"); err == nil {
		if err := os.CopyFS(filepath.Join(dir, "testdata"), os.DirFS("testdata")); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "-test.run=^"+name+"$", "-test.v", "-test.parallel=2")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME=/nonexistent", "TMPDIR=", "XDG_RUNTIME_DIR=")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "\n--- PASS: "+name+" ") {
		t.Errorf("as nobody: %v\n%s", err, out)
	}
}

func copyTo(t *testing.T, file string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(self)
	if err == nil {
		err = os.WriteFile(file, content, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
}
