// Renders the Helm chart as `helm template` does, with the functions that its templates use; values of further files win.
// Usage: GO111MODULE=off GOPATH=/usr/share/gocode go run render.go CHART [VALUES...]
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v3"
)

func read(path string) map[string]interface{} {
	text, err := os.ReadFile(path)
	check(err)
	values := map[string]interface{}{}
	check(yaml.Unmarshal(text, &values))
	return values
}

func merge(into, from map[string]interface{}) {
	for key, value := range from {
		inner, isMap := value.(map[string]interface{})
		before, wasMap := into[key].(map[string]interface{})
		if isMap && wasMap {
			merge(before, inner)
		} else {
			into[key] = value
		}
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	chart := os.Args[1]
	values := read(filepath.Join(chart, "values.yaml"))
	for _, path := range os.Args[2:] {
		merge(values, read(path))
	}
	set := template.New("chart").Funcs(sprig.TxtFuncMap()).Option("missingkey=error")
	set.Funcs(template.FuncMap{
		"toYaml": func(value interface{}) string {
			text, err := yaml.Marshal(value)
			check(err)
			return strings.TrimSuffix(string(text), "\n")
		},
		"include": func(name string, data interface{}) (string, error) {
			var text strings.Builder
			err := set.ExecuteTemplate(&text, name, data)
			return text.String(), err
		},
	})
	files, err := filepath.Glob(filepath.Join(chart, "templates", "*"))
	check(err)
	_, err = set.ParseFiles(files...)
	check(err)
	data := map[string]interface{}{
		"Values":  values,
		"Chart":   read(filepath.Join(chart, "Chart.yaml")),
		"Release": map[string]interface{}{"Name": "itc", "Namespace": "default", "Service": "Helm"},
	}
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "_") {
			continue
		}
		fmt.Println("---")
		check(set.ExecuteTemplate(os.Stdout, filepath.Base(file), data))
	}
}
