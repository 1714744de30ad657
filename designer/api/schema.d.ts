// Made from the OpenAPI document of the server by `npm run api-types`; a test compares both.
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the server can keep events and reach its store. */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the cookie of this browser is signed in. */
        get: operations["get_session"];
        put?: never;
        /** Sign in to the designer with the admin token or the one-time link; the answer sets a cookie. */
        post: operations["post_session"];
        /** Sign out of the designer. */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the connections. */
        get: operations["get_connections"];
        put?: never;
        /** Add a connection; the answer shows the webhook secret this once. */
        post: operations["post_connections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a connection. */
        get: operations["get_connections_name"];
        put?: never;
        post?: never;
        /** Remove a connection that no recipe uses. */
        delete: operations["delete_connections_name"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test the API key with harmless calls. */
        post: operations["post_connections_name_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new webhook secret; the old one stays valid for seven days. */
        post: operations["post_connections_name_rotate_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connection-trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test an API key with harmless calls, without keeping anything. */
        post: operations["post_connection_trials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the last test, the last event and the refused webhook calls of a connection. */
        get: operations["get_connections_name_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/sample-event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the bundled sandbox send an event to this server, to see how one arrives. */
        post: operations["post_connections_name_sample_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the recipes. */
        get: operations["get_recipes"];
        put?: never;
        /** Save a recipe as a new version, after checking it. */
        post: operations["post_recipes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a recipe without saving it. */
        post: operations["post_recipes_validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a recipe with its newest document and its webhook addresses. */
        get: operations["get_recipes_name"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of a recipe. */
        get: operations["get_recipes_name_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one version of a recipe. */
        get: operations["get_recipes_name_versions_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes/{name}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a recipe on, after checking it again. */
        post: operations["post_recipes_name_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes/{name}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a recipe off; its jobs go on. */
        post: operations["post_recipes_name_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipe-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the recipes that come with the connector, to start from. */
        get: operations["get_recipe_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a recipe that need not be saved for one event, show what each step would send, and keep nothing. */
        post: operations["post_recipes_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/{name}/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the sample payload of a trigger with these settings, to map against before the first event. */
        post: operations["post_triggers_name_sample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipe-activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the last job of each recipe and how many of its newest jobs failed, in the order of the recipes. */
        get: operations["get_recipe_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mapping/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what texts with pills give for a sample. */
        post: operations["post_mapping_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mapping/functions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the functions that pills may use, each with an example. */
        get: operations["get_mapping_functions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the received events. */
        get: operations["get_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an event with its payload. */
        get: operations["get_events_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start the recipes of an event once more, or only the named one. */
        post: operations["post_events_id_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rejected-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the webhook calls that were refused, with the cause. */
        get: operations["get_rejected_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the jobs. */
        get: operations["get_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a job with every attempt of every step. */
        get: operations["get_jobs_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run an ended job again, from the failed step or whole. */
        post: operations["post_jobs_id_rerun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the held step of a job again: a person found that it did not go out. */
        post: operations["post_jobs_id_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a held job without sending again. */
        post: operations["post_jobs_id_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the actions. */
        get: operations["get_actions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an action with its schemas, limits, examples and anti-examples. */
        get: operations["get_actions_name"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run an action once, outside a recipe; `dryRun` shows the request and sends nothing. */
        post: operations["post_actions_name_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what can start a recipe. */
        get: operations["get_triggers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a trigger with the schemas of its settings and its payload. */
        get: operations["get_triggers_name"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/picklists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the pick lists with their arguments. */
        get: operations["get_picklists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/picklists/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Load the choices of a pick list from Iterable; further query parameters are its arguments. */
        get: operations["get_picklists_name"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/infer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Infer the schema of pasted samples: one JSON document, or one sample per line. */
        post: operations["post_infer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/infer/from-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Infer the schema of the last events of a trigger. */
        post: operations["post_infer_from_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/infer/from-job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Infer the schema of the event of a job, or of the output of one of its steps. */
        post: operations["post_infer_from_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the triggers whose events were learned. */
        get: operations["get_schemas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas/{connection}/{triggerKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what is known of the output of a trigger: shipped, learned and edited. */
        get: operations["get_schemas_connection_triggerKey"];
        put?: never;
        /** Save what is known, with edits, as the next version; tells the pills that it breaks. */
        post: operations["post_schemas_connection_triggerKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell how the last events differ from the accepted schemas, and which pills read those fields. */
        get: operations["get_drift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Error: {
            error: {
                code: string;
                message: string;
                hint: string;
                details?: {
                    [key: string]: unknown;
                };
                requestId: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tell whether the server can keep events and reach its store. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                        version: string;
                    };
                };
            };
            /** @description `ITC_STORE_UNAVAILABLE`: The store cannot write at the moment, so nothing was accepted. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tell whether the cookie of this browser is signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        isSignedIn: boolean;
                        expiresAt: string | null;
                        version: string;
                        /** @description true while there is no connection but that of the sandbox. */
                        isFirstRun: boolean;
                    };
                };
            };
        };
    };
    post_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token?: string;
                    link?: string;
                };
            };
        };
        responses: {
            /** @description Sign in to the designer with the admin token or the one-time link; the answer sets a cookie. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        isSignedIn: boolean;
                        expiresAt: string | null;
                        version: string;
                        /** @description true while there is no connection but that of the sandbox. */
                        isFirstRun: boolean;
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_WRONG`: The admin token is not right.
             *
             *     `ITC_SETUP_LINK`: The one-time link was used before or is over.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CROSS_SITE`: The call may come from a page of another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sign out of the designer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        isSignedIn: boolean;
                        expiresAt: string | null;
                        version: string;
                        /** @description true while there is no connection but that of the sandbox. */
                        isFirstRun: boolean;
                    };
                };
            };
            /** @description `ITC_CROSS_SITE`: The call may come from a page of another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_connections: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the connections. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            region: "us" | "eu";
                            sandboxUrl: string | null;
                            /** @enum {string} */
                            projectType: "email" | "userId" | "hybrid";
                            projectId: string | null;
                            environment: string | null;
                            /** @description The last four characters of the API key. */
                            apiKeyHint: string;
                            webhookUrl: string;
                            secretHeader: string;
                            secrets: {
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                createdAt: string;
                                expiresAt: string | null;
                            }[];
                            allowUnauthenticated: boolean;
                            allowedSources: string[];
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            updatedAt: string;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_connections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description A server-side API key of Iterable; sealed at rest and never shown again. */
                    apiKey: string;
                    /**
                     * @description Data center; or give dashboardUrl. Default us.
                     * @enum {string}
                     */
                    region?: "us" | "eu";
                    /** @description Address of the Iterable web app, to tell the region. */
                    dashboardUrl?: string;
                    /** @enum {string} */
                    projectType: "email" | "userId" | "hybrid";
                    projectId?: string;
                    environment?: string;
                    /** Format: uri */
                    sandboxUrl?: string;
                    /** @default x-itc-secret */
                    secretHeader?: string;
                    /** @default false */
                    allowUnauthenticated?: boolean;
                    /** @default [] */
                    allowedSources?: (string)[];
                };
            };
        };
        responses: {
            /** @description Add a connection; the answer shows the webhook secret this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {string} */
                        region: "us" | "eu";
                        sandboxUrl: string | null;
                        /** @enum {string} */
                        projectType: "email" | "userId" | "hybrid";
                        projectId: string | null;
                        environment: string | null;
                        /** @description The last four characters of the API key. */
                        apiKeyHint: string;
                        webhookUrl: string;
                        secretHeader: string;
                        secrets: {
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            expiresAt: string | null;
                        }[];
                        allowUnauthenticated: boolean;
                        allowedSources: string[];
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        secret: string;
                        warnings: string[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_EXISTS`: A connection of this name exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_connections_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a connection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {string} */
                        region: "us" | "eu";
                        sandboxUrl: string | null;
                        /** @enum {string} */
                        projectType: "email" | "userId" | "hybrid";
                        projectId: string | null;
                        environment: string | null;
                        /** @description The last four characters of the API key. */
                        apiKeyHint: string;
                        webhookUrl: string;
                        secretHeader: string;
                        secrets: {
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            expiresAt: string | null;
                        }[];
                        allowUnauthenticated: boolean;
                        allowedSources: string[];
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    delete_connections_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a connection that no recipe uses. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        removed: string;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_IN_USE`: Recipes use this connection. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_connections_name_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Test the API key with harmless calls. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "connected" | "wrong_key" | "wrong_region" | "missing_permission" | "unreachable";
                        checks: {
                            name: string;
                            ok: boolean;
                            cause?: string;
                            fix?: string;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_connections_name_rotate_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make a new webhook secret; the old one stays valid for seven days. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        previousValidUntil: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_connection_trials: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description A server-side API key of Iterable; sealed at rest and never shown again. */
                    apiKey: string;
                    /**
                     * @description Data center; or give dashboardUrl. Default us.
                     * @enum {string}
                     */
                    region?: "us" | "eu";
                    /** @description Address of the Iterable web app, to tell the region. */
                    dashboardUrl?: string;
                    /** @enum {string} */
                    projectType: "email" | "userId" | "hybrid";
                    projectId?: string;
                    environment?: string;
                    /** Format: uri */
                    sandboxUrl?: string;
                    /** @default x-itc-secret */
                    secretHeader?: string;
                    /** @default false */
                    allowUnauthenticated?: boolean;
                    /** @default [] */
                    allowedSources?: (string)[];
                };
            };
        };
        responses: {
            /** @description Test an API key with harmless calls, without keeping anything. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "connected" | "wrong_key" | "wrong_region" | "missing_permission" | "unreachable";
                        checks: {
                            name: string;
                            ok: boolean;
                            cause?: string;
                            fix?: string;
                        }[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_connections_name_health: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show the last test, the last event and the refused webhook calls of a connection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connection: string;
                        lastTest: {
                            /** @enum {string} */
                            state: "connected" | "wrong_key" | "wrong_region" | "missing_permission" | "unreachable";
                            checks: {
                                name: string;
                                ok: boolean;
                                cause?: string;
                                fix?: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            at: string;
                        } | null;
                        lastEvent: {
                            id: string;
                            eventName: string | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            receivedAt: string;
                        } | null;
                        rejected: {
                            /** @description Refused webhook calls of 24 hours; counted up to 500. */
                            lastDay: number;
                            last: {
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                at: string;
                                code: string;
                                message: string;
                            } | null;
                        };
                        recipes: {
                            name: string;
                            enabled: boolean;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_connections_name_sample_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Let the bundled sandbox send an event to this server, to see how one arrives. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        eventName: string;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_SANDBOX_UNREACHABLE`: The bundled sandbox does not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_recipes: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the recipes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            title: string | null;
                            enabled: boolean;
                            version: number;
                            connection: string;
                            trigger: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            updatedAt: string;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_recipes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The recipe as JSON; or give `text`. */
                    document?: unknown;
                    /** @description The recipe as YAML or JSON text. */
                    text?: string;
                    /** @description The version this change was made from; 0 or null = the recipe must be new. */
                    expectedVersion?: number | null;
                    enable?: boolean;
                };
            };
        };
        responses: {
            /** @description Save a recipe as a new version, after checking it. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        title: string | null;
                        enabled: boolean;
                        version: number;
                        connection: string;
                        trigger: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        /** @description Any JSON value. */
                        document: unknown;
                        /** @description Address for system webhooks of its connection. */
                        webhookUrl: string | null;
                        /** @description Address for the journey webhook of this recipe. */
                        journeyUrl: string | null;
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_RECIPE_CONFLICT`: The recipe was changed by somebody else in the meantime. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_RECIPE_INVALID`: The recipe document has faults.
             *
             *     `ITC_RECIPE_SYNTAX`: The recipe is not valid YAML or JSON.
             *
             *     `ITC_REQUEST_INVALID`: The request has a missing or wrong field.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_recipes_validate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The recipe as JSON; or give `text`. */
                    document?: unknown;
                    /** @description The recipe as YAML or JSON text. */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Check a recipe without saving it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        problems: {
                            code: string;
                            path: string;
                            message: string;
                            hint: string;
                        }[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_recipes_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a recipe with its newest document and its webhook addresses. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        title: string | null;
                        enabled: boolean;
                        version: number;
                        connection: string;
                        trigger: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        /** @description Any JSON value. */
                        document: unknown;
                        /** @description Address for system webhooks of its connection. */
                        webhookUrl: string | null;
                        /** @description Address for the journey webhook of this recipe. */
                        journeyUrl: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_RECIPE_UNKNOWN`: There is no recipe of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_recipes_name_versions: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the versions of a recipe. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            version: number;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_RECIPE_UNKNOWN`: There is no recipe of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_recipes_name_versions_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one version of a recipe. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        version: number;
                        /** @description Any JSON value. */
                        document: unknown;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_RECIPE_UNKNOWN`: There is no recipe of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_recipes_name_enable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Switch a recipe on, after checking it again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        title: string | null;
                        enabled: boolean;
                        version: number;
                        connection: string;
                        trigger: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        /** @description Any JSON value. */
                        document: unknown;
                        /** @description Address for system webhooks of its connection. */
                        webhookUrl: string | null;
                        /** @description Address for the journey webhook of this recipe. */
                        journeyUrl: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_RECIPE_UNKNOWN`: There is no recipe of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_RECIPE_INVALID`: The recipe document has faults.
             *
             *     `ITC_REQUEST_INVALID`: The request has a missing or wrong field.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_recipes_name_disable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Switch a recipe off; its jobs go on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        title: string | null;
                        enabled: boolean;
                        version: number;
                        connection: string;
                        trigger: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        /** @description Any JSON value. */
                        document: unknown;
                        /** @description Address for system webhooks of its connection. */
                        webhookUrl: string | null;
                        /** @description Address for the journey webhook of this recipe. */
                        journeyUrl: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_RECIPE_UNKNOWN`: There is no recipe of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_recipe_templates: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the recipes that come with the connector, to start from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            title: string;
                            description: string;
                            trigger: string;
                            actions: string[];
                            /** @description The recipe; set `name` and `connection` before saving it. */
                            document: unknown;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_recipes_test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The recipe as JSON; or give `text`. */
                    document?: unknown;
                    /** @description The recipe as YAML or JSON text. */
                    text?: string;
                    /** @description Id of a received event. */
                    event?: string;
                    /** @description In place of an event. Without both the sample of the trigger. */
                    payload?: unknown;
                    /**
                     * @description Which steps call Iterable: none, those that only read, all, or the named ones.
                     * @default none
                     */
                    calls?: ("none" | "reads" | "all") | string[];
                    /**
                     * @description By step id: the output of steps that do not call, from an earlier test.
                     * @default {}
                     */
                    outputs?: {
                        [key: string]: unknown;
                    };
                    /** @description Id of the last step to test. */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description Run a recipe that need not be saved for one event, show what each step would send, and keep nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null when the test ended before the recipe. */
                        end: {
                            /** @enum {string} */
                            status: "succeeded" | "failed" | "stopped";
                            reason?: string;
                            error?: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            };
                        } | null;
                        trigger: {
                            event: string;
                            /** @description Any JSON value. */
                            payload: unknown;
                        };
                        steps: {
                            path: string;
                            stepId: string;
                            /** @enum {string} */
                            kind: "action" | "respond" | "record";
                            action: string | null;
                            effect: ("read" | "write" | "send") | null;
                            /** @description With every pill resolved. */
                            input: unknown;
                            requests: {
                                method: string;
                                url: string;
                                /** @description Any JSON value. */
                                body: unknown;
                            }[];
                            /**
                             * @description Where the output comes from.
                             * @enum {string}
                             */
                            source: "called" | "given" | "example" | "own";
                            /** @enum {string} */
                            outcome: "success" | "rejected" | "retry" | "unknown";
                            /** @description Any JSON value. */
                            output: unknown;
                            error: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            exchanges: {
                                method: string;
                                url: string;
                                /** @description Any JSON value. */
                                requestBody: unknown;
                                status: number | null;
                                /** @description Any JSON value. */
                                responseBody: unknown;
                                requestId: string | null;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                startedAt: string;
                                durationMs: number;
                            }[];
                        }[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_EVENT_UNKNOWN`: There is no event with this id.
             *
             *     `ITC_TRIGGER_UNKNOWN`: There is no trigger of this name.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_RECIPE_INVALID`: The recipe document has faults.
             *
             *     `ITC_RECIPE_SYNTAX`: The recipe is not valid YAML or JSON.
             *
             *     `ITC_REQUEST_INVALID`: The request has a missing or wrong field.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_triggers_name_sample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Any JSON value.
                     * @default {}
                     */
                    with?: unknown;
                };
            };
        };
        responses: {
            /** @description Show the sample payload of a trigger with these settings, to map against before the first event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Any JSON value. */
                        payload: unknown;
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TRIGGER_UNKNOWN`: There is no trigger of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_recipe_activity: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show the last job of each recipe and how many of its newest jobs failed, in the order of the recipes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            recipe: string;
                            lastJob: {
                                id: string;
                                /** @enum {string} */
                                status: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                                startedAt: string | null;
                            } | null;
                            /** @description How many of its newest jobs were looked at, 100 at most. */
                            jobs: number;
                            /** @description How many of them failed. */
                            failed: number;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_mapping_resolve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Any keys; the answer has the same. */
                    mappings: {
                        [key: string]: unknown;
                    };
                    /** @default {} */
                    sample?: {
                        /** @description Id of a received event. */
                        event?: string;
                        /** @description In place of an event. */
                        payload?: unknown;
                        /**
                         * @description By step id.
                         * @default {}
                         */
                        outputs?: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description The surrounding for-eaches, outermost first.
                         * @default []
                         */
                        rounds?: {
                            step: string;
                            /** @description Any JSON value. */
                            item: unknown;
                            index: number;
                        }[];
                    };
                };
            };
        };
        responses: {
            /** @description Show what texts with pills give for a sample. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        values: {
                            [key: string]: {
                                /**
                                 * @description `missing`: the field would be left out; `fault`: see `error`.
                                 * @enum {string}
                                 */
                                state: "value" | "missing" | "fault";
                                /** @description Any JSON value. */
                                value: unknown;
                                error: {
                                    code: string;
                                    message: string;
                                    hint: string;
                                    details?: {
                                        [key: string]: unknown;
                                    };
                                } | null;
                            };
                        };
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_EVENT_UNKNOWN`: There is no event with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_mapping_functions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the functions that pills may use, each with an example. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            signature: string;
                            summary: string;
                            returns: string;
                            example: {
                                text: string;
                                /** @description Any JSON value. */
                                gives: unknown;
                            };
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_events: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                connection?: string;
                kind?: "system_webhook" | "journey_webhook";
                eventName?: string;
                workflowId?: string;
                /** @description false leaves repeated deliveries out. */
                duplicates?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the received events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            connection: string;
                            /** @enum {string} */
                            kind: "system_webhook" | "journey_webhook";
                            eventName: string | null;
                            workflowId: string | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            receivedAt: string;
                            duplicateOf: string | null;
                            jobs: string[];
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_events_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show an event with its payload. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        connection: string;
                        /** @enum {string} */
                        kind: "system_webhook" | "journey_webhook";
                        eventName: string | null;
                        workflowId: string | null;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        receivedAt: string;
                        duplicateOf: string | null;
                        jobs: string[];
                        payload: {
                            method: string;
                            contentType: string;
                            headers: {
                                [key: string]: string;
                            };
                            query: string;
                            /** @description The body as it came. */
                            text: string;
                            /** @description What recipes see: the body, form fields or query parsed. */
                            json: unknown;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_EVENT_UNKNOWN`: There is no event with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_events_id_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    recipe?: string;
                };
            };
        };
        responses: {
            /** @description Start the recipes of an event once more, or only the named one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        jobs: string[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_EVENT_UNKNOWN`: There is no event with this id.
             *
             *     `ITC_RECIPE_UNKNOWN`: There is no recipe of this name.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_rejected_calls: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                connection?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the webhook calls that were refused, with the cause. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            connection: string | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            at: string;
                            method: string;
                            path: string;
                            source: string;
                            code: string;
                            message: string;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_jobs: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                recipe?: string;
                status?: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                event?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the jobs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            recipe: string;
                            version: number;
                            event: string;
                            /** @enum {string} */
                            status: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                            /** @description Number of recorded steps. */
                            steps: number;
                            startedAt: string | null;
                            endedAt: string | null;
                            /** @description When a waiting job goes on. */
                            runAt: string | null;
                            error: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            reason: string | null;
                            rerunOf: string | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_jobs_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a job with every attempt of every step. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        recipe: string;
                        version: number;
                        event: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                        /** @description Number of recorded steps. */
                        steps: number;
                        startedAt: string | null;
                        endedAt: string | null;
                        /** @description When a waiting job goes on. */
                        runAt: string | null;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        reason: string | null;
                        rerunOf: string | null;
                        ledger: {
                            path: string;
                            stepId: string;
                            /** @enum {string} */
                            kind: "action" | "respond" | "record";
                            action: string | null;
                            attempt: number;
                            effect: ("read" | "write" | "send") | null;
                            idempotent: boolean;
                            /** @description Any JSON value. */
                            input: unknown;
                            outcome: ("success" | "rejected" | "retry" | "unknown") | null;
                            /** @description Any JSON value. */
                            output: unknown;
                            items: {
                                index: number;
                                key: string;
                                /** @enum {string} */
                                outcome: "accepted" | "failed" | "skipped";
                                reason?: string;
                            }[] | null;
                            exchanges: {
                                method: string;
                                url: string;
                                /** @description Any JSON value. */
                                requestBody: unknown;
                                status: number | null;
                                /** @description Any JSON value. */
                                responseBody: unknown;
                                requestId: string | null;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                startedAt: string;
                                durationMs: number;
                            }[];
                            error: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            startedAt: string;
                            endedAt: string | null;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_JOB_UNKNOWN`: There is no job with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_jobs_id_rerun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default failed
                     * @enum {string}
                     */
                    from?: "failed" | "start";
                    /**
                     * @default job
                     * @enum {string}
                     */
                    version?: "job" | "current";
                };
            };
        };
        responses: {
            /** @description Run an ended job again, from the failed step or whole. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        recipe: string;
                        version: number;
                        event: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                        /** @description Number of recorded steps. */
                        steps: number;
                        startedAt: string | null;
                        endedAt: string | null;
                        /** @description When a waiting job goes on. */
                        runAt: string | null;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        reason: string | null;
                        rerunOf: string | null;
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_JOB_UNKNOWN`: There is no job with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_JOB_STATE`: The job is not in a state that allows this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_jobs_id_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send the held step of a job again: a person found that it did not go out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        recipe: string;
                        version: number;
                        event: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                        /** @description Number of recorded steps. */
                        steps: number;
                        startedAt: string | null;
                        endedAt: string | null;
                        /** @description When a waiting job goes on. */
                        runAt: string | null;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        reason: string | null;
                        rerunOf: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_JOB_UNKNOWN`: There is no job with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_JOB_STATE`: The job is not in a state that allows this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_jobs_id_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description End a held job without sending again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        recipe: string;
                        version: number;
                        event: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                        /** @description Number of recorded steps. */
                        steps: number;
                        startedAt: string | null;
                        endedAt: string | null;
                        /** @description When a waiting job goes on. */
                        runAt: string | null;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        reason: string | null;
                        rerunOf: string | null;
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_JOB_UNKNOWN`: There is no job with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_JOB_STATE`: The job is not in a state that allows this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_actions: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the actions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            resource: string;
                            title: string;
                            summary: string;
                            docs: string;
                            /**
                             * @description `depends`: the input decides.
                             * @enum {string}
                             */
                            effect: "read" | "write" | "send" | "depends";
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_actions_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show an action with its schemas, limits, examples and anti-examples. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        resource: string;
                        title: string;
                        summary: string;
                        docs: string;
                        /**
                         * @description `depends`: the input decides.
                         * @enum {string}
                         */
                        effect: "read" | "write" | "send" | "depends";
                        /** @description null: the input decides. */
                        idempotent: boolean | null;
                        /** @enum {string} */
                        onUnknownOutcome: "retry" | "hold" | "fail";
                        endpoint: {
                            method: string;
                            path: string;
                        } | null;
                        limit: {
                            calls: number;
                            perMs: number;
                            scope: string;
                        } | null;
                        batch: {
                            items: string;
                            maxItems: number;
                            maxBytes: number;
                        } | null;
                        dataFields: string[];
                        /** @description JSON Schema with form hints. */
                        input: unknown;
                        /** @description JSON Schema. */
                        output: unknown;
                        /** @description Any JSON value. */
                        examples: unknown;
                        /** @description Any JSON value. */
                        antiExamples: unknown;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_ACTION_UNKNOWN`: There is no action of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_actions_name_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    connection: string;
                    input: {
                        [key: string]: unknown;
                    };
                    /** @default false */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Run an action once, outside a recipe; `dryRun` shows the request and sends nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null in a dry run. */
                        outcome: ("success" | "rejected" | "retry" | "unknown") | null;
                        /** @description Any JSON value. */
                        output: unknown;
                        /** @description Any JSON value. */
                        items: unknown;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        /** @description Any JSON value. */
                        exchanges: unknown;
                        /** @description What a dry run would send. */
                        requests: {
                            method: string;
                            url: string;
                            /** @description Any JSON value. */
                            body: unknown;
                        }[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_ACTION_UNKNOWN`: There is no action of this name.
             *
             *     `ITC_CONNECTION_UNKNOWN`: There is no connection of this name.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_INPUT_INVALID`: An input field has a missing or wrong value.
             *
             *     `ITC_IDENTITY_MISSING`: The action needs a person and neither an email address nor a user ID has a value.
             *
             *     `ITC_REQUEST_INVALID`: The request has a missing or wrong field.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_triggers: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List what can start a recipe. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            title: string;
                            summary: string;
                            docs: string;
                            /** @enum {string} */
                            source: "system_webhook" | "journey_webhook";
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_triggers_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a trigger with the schemas of its settings and its payload. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        title: string;
                        summary: string;
                        docs: string;
                        /** @enum {string} */
                        source: "system_webhook" | "journey_webhook";
                        /** @description Any JSON value. */
                        config: unknown;
                        /** @description Any JSON value. */
                        output: unknown;
                        /** @description Any JSON value. */
                        examples: unknown;
                        /** @description Any JSON value. */
                        antiExamples: unknown;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TRIGGER_UNKNOWN`: There is no trigger of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_picklists: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the pick lists with their arguments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            title: string;
                            args: {
                                [key: string]: string;
                            };
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_picklists_name: {
        parameters: {
            query: {
                connection: string;
                /** @description true asks Iterable even when a copy is kept. */
                refresh?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Load the choices of a pick list from Iterable; further query parameters are its arguments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            value: string | number;
                            label: string;
                            note?: string;
                        }[];
                        next: string | null;
                        /**
                         * Format: date-time
                         * @description When Iterable was asked.
                         */
                        loadedAt: string;
                        /** @description false when the list has more pages than are read. */
                        isComplete: boolean;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_PICKLIST_UNKNOWN`: There is no pick list of this name.
             *
             *     `ITC_CONNECTION_UNKNOWN`: There is no connection of this name.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_INPUT_INVALID`: An input field has a missing or wrong value.
             *
             *     `ITC_REQUEST_INVALID`: The request has a missing or wrong field.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PICKLIST_FAILED`: The choices of a pick list could not be loaded. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_infer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    arraySamples?: boolean;
                    /**
                     * @description Form of `output`; default json-schema.
                     * @enum {string}
                     */
                    format?: "json-schema" | "typescript" | "zod" | "workato" | "datapills" | "fields" | "shape";
                    options?: {
                        /** @enum {string} */
                        draft?: "2020-12" | "draft-07";
                        closed?: boolean;
                        /** @enum {string} */
                        keyOrder?: "sorted" | "first-seen";
                        formats?: boolean;
                        enums?: boolean;
                        bounds?: boolean;
                        examples?: boolean;
                        /** @enum {string} */
                        dictionaries?: "auto" | "never";
                        asDictionary?: string[];
                        asRecord?: string[];
                        title?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Infer the schema of pasted samples: one JSON document, or one sample per line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        samples: number;
                        /** @description Any JSON value. */
                        schema: unknown;
                        /** @description Any JSON value. */
                        output: unknown;
                        /** @description Every path with what was seen there. */
                        fields: unknown[];
                        /** @description Choices the samples leave open, each with a proposed rule. */
                        conflicts: unknown[];
                        /** @description What JSON.parse would have dropped or changed without a word. */
                        notices: unknown[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_SAMPLE_TOO_LARGE`: The sample is larger, deeper or has more keys than allowed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_SAMPLE_SYNTAX`: The sample is not valid JSON.
             *
             *     `ITC_REQUEST_INVALID`: The request has a missing or wrong field.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_infer_from_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    connection: string;
                    eventName?: string;
                    workflowId?: string;
                    last?: number;
                    /**
                     * @description Form of `output`; default json-schema.
                     * @enum {string}
                     */
                    format?: "json-schema" | "typescript" | "zod" | "workato" | "datapills" | "fields" | "shape";
                    options?: {
                        /** @enum {string} */
                        draft?: "2020-12" | "draft-07";
                        closed?: boolean;
                        /** @enum {string} */
                        keyOrder?: "sorted" | "first-seen";
                        formats?: boolean;
                        enums?: boolean;
                        bounds?: boolean;
                        examples?: boolean;
                        /** @enum {string} */
                        dictionaries?: "auto" | "never";
                        asDictionary?: string[];
                        asRecord?: string[];
                        title?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Infer the schema of the last events of a trigger. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        samples: number;
                        /** @description Any JSON value. */
                        schema: unknown;
                        /** @description Any JSON value. */
                        output: unknown;
                        /** @description Every path with what was seen there. */
                        fields: unknown[];
                        /** @description Choices the samples leave open, each with a proposed rule. */
                        conflicts: unknown[];
                        /** @description What JSON.parse would have dropped or changed without a word. */
                        notices: unknown[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_infer_from_job: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    job: string;
                    step?: string;
                    /**
                     * @description Form of `output`; default json-schema.
                     * @enum {string}
                     */
                    format?: "json-schema" | "typescript" | "zod" | "workato" | "datapills" | "fields" | "shape";
                    options?: {
                        /** @enum {string} */
                        draft?: "2020-12" | "draft-07";
                        closed?: boolean;
                        /** @enum {string} */
                        keyOrder?: "sorted" | "first-seen";
                        formats?: boolean;
                        enums?: boolean;
                        bounds?: boolean;
                        examples?: boolean;
                        /** @enum {string} */
                        dictionaries?: "auto" | "never";
                        asDictionary?: string[];
                        asRecord?: string[];
                        title?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Infer the schema of the event of a job, or of the output of one of its steps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        samples: number;
                        /** @description Any JSON value. */
                        schema: unknown;
                        /** @description Any JSON value. */
                        output: unknown;
                        /** @description Every path with what was seen there. */
                        fields: unknown[];
                        /** @description Choices the samples leave open, each with a proposed rule. */
                        conflicts: unknown[];
                        /** @description What JSON.parse would have dropped or changed without a word. */
                        notices: unknown[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_JOB_UNKNOWN`: There is no job with this id.
             *
             *     `ITC_EVENT_UNKNOWN`: There is no event with this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_schemas: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                connection?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the triggers whose events were learned. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            connection: string;
                            triggerKey: string;
                            samples: number;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            firstAt: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            lastAt: string;
                            /** @description Newest saved version. */
                            version: number | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_schemas_connection_triggerKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                /** @description `event:<eventName>` or `workflow:<id>`. */
                triggerKey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show what is known of the output of a trigger: shipped, learned and edited. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connection: string;
                        triggerKey: string;
                        /** @description Events learned from. */
                        samples: number;
                        /** @description Any JSON value. */
                        schema: unknown;
                        fields: unknown[];
                        conflicts: unknown[];
                        /** @description Paths whose type a person decided. */
                        manual: string[];
                        versions: {
                            version: number;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            samples: number;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name.
             *
             *     `ITC_TRIGGER_UNKNOWN`: There is no trigger of this name.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_schemas_connection_triggerKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                /** @description `event:<eventName>` or `workflow:<id>`. */
                triggerKey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    edits?: {
                        /** @description JSON Pointer; `*` for items and dictionary values. */
                        path: string;
                        label?: string;
                        /** @enum {string} */
                        type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                        include?: boolean;
                        nullable?: boolean;
                    }[];
                };
            };
        };
        responses: {
            /** @description Save what is known, with edits, as the next version; tells the pills that it breaks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        /** @description Any JSON value. */
                        schema: unknown;
                        diff: {
                            added: string[];
                            removed: string[];
                            changed: {
                                path: string;
                                from: string[];
                                to: string[];
                            }[];
                        };
                        broken: {
                            recipe: string;
                            path: string;
                            pill: string;
                            field: string;
                        }[];
                    };
                };
            };
            /** @description `ITC_REQUEST_JSON`: The request body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_SCHEMA_INVALID`: The JSON Schema uses a keyword or form that is not allowed.
             *
             *     `ITC_REQUEST_INVALID`: The request has a missing or wrong field.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_drift: {
        parameters: {
            query: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                connection: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tell how the last events differ from the accepted schemas, and which pills read those fields. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            triggerKey: string;
                            baseline: ("saved" | "shipped") | null;
                            version: number | null;
                            drifts: {
                                /** @enum {string} */
                                kind: "appeared" | "vanished" | "type" | "nullable";
                                path: string;
                                message: string;
                                accepted: string[];
                                /** @description Any JSON value. */
                                seen: unknown;
                                since: string | null;
                                events: number;
                                of: number;
                                exampleEvent: string | null;
                                recipes: {
                                    recipe: string;
                                    path: string;
                                    pill: string;
                                    field: string;
                                }[];
                            }[];
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs the admin token.
             *
             *     `ITC_AUTH_WRONG`: The admin token is not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONNECTION_UNKNOWN`: There is no connection of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_REQUEST_INVALID`: The request has a missing or wrong field. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
