package server_test

import "maps"

// The walk through what the desk's tools add.
func init() {
	maps.Copy(walk, map[string]string{
		//                                              none  bad anna other visB visX e-01 e-02 lead
		"POST /conversations/{id}/known A":             "401  401  403 403   403  403  in   404  in",
		"GET /approvals":                               "401  401  403 403   403  403  403  403  in",
		"POST /approvals/{id}/approve":                 "401  401  403 403   403  403  403  403  in",
		"POST /approvals/{id}/refuse":                  "401  401  403 403   403  403  403  403  in",
		"POST /conversations/{id}/attachments A":       "401  401  in  404   404  404  in   404  404",
		"POST /conversations/{id}/attachments B":       "401  401  404 404   in   404  404  404  404",
		"GET /conversations/{id}/attachments A":        "401  401  in  404   404  404  in   404  in",
		"GET /conversations/{id}/attachments/{file} A": "401  401  in  404   404  404  in   404  in",
		"GET /conversations/{id}/attachments/{file} B": "401  401  404 404   in   404  404  in   in",
	})
}
