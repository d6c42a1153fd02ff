package report

import (
	"cmp"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// What GitHub's code scanning shows of a message, and how many results of a run; what is beyond is left out.
const (
	maxSARIFMessage = 4 << 10
	maxSARIFResults = 5000
)

type (
	sarif struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		Automation  sarifAutomation   `json:"automationDetails"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Results     []sarifResult     `json:"results"`
		Properties  map[string]any    `json:"properties"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
		Full  sarifText `json:"fullDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifAutomation struct {
		ID string `json:"id"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level   string    `json:"level"`
		Message sarifText `json:"message"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Properties   map[string]any    `json:"properties"`
	}
	sarifLocation struct {
		Physical struct {
			Artifact sarifArtifact `json:"artifactLocation"`
			Region   sarifRegion   `json:"region"`
		} `json:"physicalLocation"`
	}
	sarifArtifact struct {
		URI  string `json:"uri"`
		Base string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine"`
		StartColumn int        `json:"startColumn,omitempty"`
		EndColumn   int        `json:"endColumn,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
)

// sarifRules say what each verdict means.
var sarifRules = []struct {
	verdict judge.Verdict
	means   string
}{
	{judge.WrongAnswer, "The answer to a case is not the right one."},
	{judge.TimeLimitExceeded, "A case took longer than the problem allows."},
	{judge.MemoryLimitExceeded, "A case took more memory than the problem allows."},
	{judge.OutputLimitExceeded, "A case printed more than the problem allows."},
	{judge.RunTimeError, "A case ended with an error of the submission's."},
	{judge.CompileError, "The submission can't be read as what it should be."},
}

// SARIF writes a log of the Static Analysis Results Interchange Format, version 2.1.0: a result for each case that failed, at its
// line of the submission. A fault of the judge's is no result, but a notification.
func SARIF(w io.Writer, r *judge.Report) error {
	r = safe(r)
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}, Automation: sarifAutomation{"judge/" + r.Problem + "/"}}
	run.Properties = map[string]any{"problem": r.Problem, "verdict": r.Verdict, "points": r.Points, "maxPoints": r.MaxPoints, "samplesOnly": r.SamplesOnly}
	run.Tool.Driver = sarifDriver{Name: "judge", InformationURI: "https://github.com/coding-judge/judge", Rules: []sarifRule{}}
	invocation := sarifInvocation{Successful: r.Verdict != judge.JudgeError}
	if !invocation.Successful {
		invocation.Notifications = []sarifNotification{{"error", sarifText{shorten(cmp.Or(r.Message, headline(r)), maxSARIFMessage)}}}
	}
	run.Invocations = []sarifInvocation{invocation}
	rules := map[judge.Verdict]int{}
	for _, rule := range sarifRules {
		if slices.ContainsFunc(r.Cases, func(c judge.CaseReport) bool { return c.Verdict == rule.verdict }) {
			rules[rule.verdict] = len(run.Tool.Driver.Rules)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules,
				sarifRule{string(rule.verdict), sarifText{capital(words(rule.verdict))}, sarifText{rule.means}})
		}
	}
	for i, c := range r.Cases {
		if !failed(c.Verdict) || len(run.Results) == maxSARIFResults {
			continue
		}
		result := sarifResult{
			RuleID: string(c.Verdict), RuleIndex: rules[c.Verdict], Level: "error",
			Message:      sarifText{shorten(strings.TrimSpace(c.Name+": "+words(c.Verdict)+"\n"+body(r, i)), maxSARIFMessage)},
			Fingerprints: map[string]string{"judgeCase/v1": r.Problem + "/" + c.Name},
			Properties:   map[string]any{"case": c.Name, "cpuMs": c.CPU, "memoryKiB": c.Memory},
			Locations:    make([]sarifLocation, 1),
		}
		place := &result.Locations[0].Physical
		place.Artifact = artifact(r.File)
		place.Region.StartLine = 1 // where nobody knows the line, for code scanning shows nothing without one
		if e := c.Error; e != nil && e.Line > 0 {
			place.Region.StartLine = e.Line
			if e.Column > 0 {
				place.Region.StartColumn, place.Region.EndColumn = e.Column, e.Column+max(e.Width, 1)
			}
			if e.Source != "" {
				place.Region.Snippet = &sarifText{e.Source}
			}
		}
		run.Results = append(run.Results, result)
	}
	return writeJSON(w, sarif{
		Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	})
}

// artifact is a file's place: of one that is named from the working folder, which CI has at the root of the sources, relative to
// that root.
func artifact(file string) sarifArtifact {
	path := filepath.ToSlash(filepath.Clean(file))
	if strings.HasPrefix(path, "/") {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: path}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: path}).String(), Base: "%SRCROOT%"} // "./" before a colon, so that it is no scheme
}
