package problems

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/testcases"
)

// MeasuredFile is the file of a problem's folder that holds the limit of a problem whose limits.cpu is auto. `judge verify --measure`
// writes it.
const MeasuredFile = "limits.measured.yaml"

// cpuLimit is limits.cpu: a time, or auto.
type cpuLimit struct {
	time duration
	auto bool
}

func (c *cpuLimit) UnmarshalYAML(node ast.Node) error {
	if node.GetToken().Value == "auto" {
		c.auto = true
		return nil
	}
	return c.time.UnmarshalYAML(node)
}

// measuredFile is what stands in MeasuredFile.
type measuredFile struct {
	Format      testcases.Int `yaml:"format"`
	CPU         *duration     `yaml:"cpu"`
	Calibration *duration     `yaml:"calibration"`
}

// Measured is the text of MeasuredFile for a limit, and what the calibration took on the machine where it was measured.
func Measured(cpu, calibration time.Duration) []byte {
	return fmt.Appendf(nil, `# Measured, not chosen: judge verify --measure wrote this. The limit is scaled by how long the calibration takes on
# the machine that judges.
format: 1
cpu: %v
calibration: %v
`, cpu, calibration.Round(10*time.Microsecond))
}

// loadMeasured reads the limit of a problem that leaves it to be measured.
func (l loader) loadMeasured(p *Problem, f *problemFile) error {
	text, err := fs.ReadFile(l.fsys, MeasuredFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // for judge verify to say, which can measure it
	case err != nil:
		return l.errorf(MeasuredFile, "cannot be read: %v", err)
	case !p.Limits.Auto:
		return l.errorf(MeasuredFile, "is for problems whose limits.cpu is auto; remove it, or write auto")
	}
	var m measuredFile
	doc, err := testcases.DecodeYAML(path.Join(l.dir, MeasuredFile), text, &m)
	if err != nil {
		return err
	}
	if m.Format != 1 || m.CPU == nil || m.Calibration == nil {
		return doc.Errorf("format", "expected format: 1, cpu: and calibration:; judge verify --measure writes it anew")
	}
	p.Limits.Calibration = time.Duration(*m.Calibration)
	p.Limits.setCPU(time.Duration(*m.CPU), f.Limits.Wall)
	return nil
}

// setCPU sets the CPU limit, and the wall limit where nobody chose another.
func (l *Limits) setCPU(cpu time.Duration, wall *duration) {
	l.CPU = cpu
	if wall == nil {
		l.Wall = WallFor(cpu)
	}
}

// Within gives the limits with another one of processor time, and a wall limit that is not below what belongs to it.
func (l Limits) Within(cpu time.Duration) Limits {
	l.CPU, l.Auto, l.Calibration = cpu, false, 0
	l.Wall = max(l.Wall, WallFor(cpu))
	return l
}

// MeasuredPath is where a problem's MeasuredFile is on this machine; false where the problem is built in.
func (l *Library) MeasuredPath(slug string) (string, bool) {
	dir, ok := l.Folder(slug)
	return filepath.Join(dir, MeasuredFile), ok
}
