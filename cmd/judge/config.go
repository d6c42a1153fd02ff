package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/docker/go-units"
	"github.com/goccy/go-yaml"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases"
)

// Config is all settings. Each comes from, in this order: a flag, the environment (JUDGE_LIBRARY, JUDGE_IMAGES_PYTHON, …),
// ./config.yaml, judge/config.yaml in the user's configuration folder, the default. config.yaml of this repository says
// what each is for.
type Config struct {
	Library []string `yaml:"library" mapstructure:"library"`
	All     bool     `yaml:"all" mapstructure:"all"`
	Cache   string   `yaml:"cache" mapstructure:"cache"`
	// CacheSize is such as 512MiB, or 0 for no bound; readConfig sets cacheBytes.
	CacheSize  string `yaml:"cache_size" mapstructure:"cache_size"`
	cacheBytes int64

	History bool `yaml:"history" mapstructure:"history"` // keep what submissions come to

	Engine string `yaml:"engine" mapstructure:"engine"` // auto, docker, native
	Images struct {
		Python   []string `yaml:"python" mapstructure:"python"`
		Postgres []string `yaml:"postgres" mapstructure:"postgres"`
		Checker  []string `yaml:"checker" mapstructure:"checker"` // none: no validators in C++
	} `yaml:"images" mapstructure:"images"`
	SQL struct {
		Bindir string `yaml:"bindir" mapstructure:"bindir"`
		DSN    secret `yaml:"dsn" mapstructure:"dsn"`
	} `yaml:"sql" mapstructure:"sql"`
	Docker struct {
		Runtime string `yaml:"runtime" mapstructure:"runtime"` // empty for the engine's default
	} `yaml:"docker" mapstructure:"docker"`
	Explain struct {
		Budget time.Duration `yaml:"budget" mapstructure:"budget"` // zero for none
	} `yaml:"explain" mapstructure:"explain"`
	Cells struct {
		Spare int           `yaml:"spare" mapstructure:"spare"`
		Idle  time.Duration `yaml:"idle" mapstructure:"idle"`
	} `yaml:"cells" mapstructure:"cells"`
}

// readConfig reads the settings once. file is the only file to read; empty for the usual ones.
func readConfig(file string, flags *pflag.FlagSet) (Config, error) {
	v := viper.New()
	v.SetDefault("library", []string{})
	v.SetDefault("all", false)
	v.SetDefault("cache", "")
	v.SetDefault("cache_size", "512MiB")
	v.SetDefault("history", true)
	v.SetDefault("engine", autoEngine)
	v.SetDefault("sql.bindir", "")
	v.SetDefault("sql.dsn", "")
	v.SetDefault("docker.runtime", "")
	v.SetDefault("explain.budget", 2*time.Second)
	v.SetDefault("cells.spare", 1)
	v.SetDefault("cells.idle", python.DefaultIdle)
	v.SetDefault("images.python", python.DefaultImages())
	v.SetDefault("images.postgres", server.DefaultImages())
	v.SetDefault("images.checker", []string{})
	v.SetEnvPrefix("judge")
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
	v.SetConfigType("yaml")
	for _, name := range []string{"library", "all", "engine"} {
		if flag := flags.Lookup(name); flag != nil {
			if err := v.BindPFlag(name, flag); err != nil {
				return Config{}, fmt.Errorf("bind flag %s: %w", name, err)
			}
		}
	}
	if err := mergeFiles(v, file); err != nil {
		return Config{}, err
	}
	var c Config
	if err := v.Unmarshal(&c); err != nil {
		return Config{}, fmt.Errorf("settings: %w", err)
	}
	if !slices.Contains([]string{autoEngine, dockerEngine, nativeEngine}, c.Engine) {
		return Config{}, fmt.Errorf("settings: engine is %q; it can be %s, %s or %s", c.Engine, autoEngine, dockerEngine, nativeEngine)
	}
	if c.Cells.Spare < 0 || c.Cells.Idle < time.Second {
		return Config{}, errors.New("settings: cells.spare is at least 0, and cells.idle at least 1s")
	}
	if c.Explain.Budget < 0 {
		return Config{}, errors.New("settings: explain.budget is a time such as 1.5s, or 0 for none")
	}
	if len(c.Images.Python) == 0 || len(c.Images.Postgres) == 0 {
		return Config{}, errors.New("settings: images.python and images.postgres name at least one image each")
	}
	var err error
	if c.cacheBytes, err = units.RAMInBytes(c.CacheSize); err != nil || c.cacheBytes < 0 {
		return Config{}, fmt.Errorf("settings: cache_size is %q; it is a size such as 512MiB, or 0 for no bound", c.CacheSize)
	}
	if c.Cache == "" {
		c.Cache = cacheFolder()
	}
	return c, nil
}

// mergeFiles reads the user's file and then ./config.yaml over it, each where it is there; or only the file that is named.
func mergeFiles(v *viper.Viper, named string) error {
	files := []string{named}
	if named == "" {
		files = []string{"config.yaml"}
		if dir, err := os.UserConfigDir(); err == nil {
			files = []string{filepath.Join(dir, "judge", "config.yaml"), "config.yaml"}
		}
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) && named == "" {
			continue
		}
		if err != nil {
			return fmt.Errorf("read settings: %w", err)
		}
		if named == "" && foreign(data) {
			continue
		}
		// Strictly, and for the place of a mistake; viper alone would pass over what it does not know.
		if _, err := testcases.DecodeYAML(file, data, new(Config)); err != nil {
			var mistake *testcases.FileError
			if errors.As(err, &mistake) && bytes.Contains(data, []byte("dsn")) { // which may hold a password
				mistake.Snippet = ""
			}
			return fmt.Errorf("%w\n(judge reads its settings from this file; name another one with --config)", err)
		}
		if err := v.MergeConfig(strings.NewReader(string(data))); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

// foreign says that a file holds settings, but none of judge's: many programs call theirs config.yaml.
func foreign(data []byte) bool {
	var keys map[string]any
	if yaml.Unmarshal(data, &keys) != nil || len(keys) == 0 {
		return false
	}
	for i := range reflect.TypeFor[Config]().NumField() {
		if _, ok := keys[reflect.TypeFor[Config]().Field(i).Tag.Get("yaml")]; ok {
			return false
		}
	}
	return true
}

// cacheFolder is where reference answers are kept; empty where the user has no such folder.
func cacheFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "judge")
}
