// Made from the OpenAPI document of the server by `npm run api-types`; a test compares both.
export interface paths {
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the server should be sent webhooks: the store writes and the workers run. */
        get: operations["get_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
        /** Tell whether the cookie of this browser is signed in, as whom, and what that person may do. */
        get: operations["get_session"];
        put?: never;
        /** Sign in to the designer; the answer sets a cookie. The link of the first start makes the first owner. */
        post: operations["post_session"];
        /** Sign out of the designer. */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what a one-time link is for, without using it. */
        post: operations["post_session_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/single-sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a sign-in at the identity provider: answers where the browser goes. */
        post: operations["post_session_single_sign_on"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/single-sign-on/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a sign-in at the identity provider with what it added to the address of the browser. */
        post: operations["post_session_single_sign_on_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose the workspace that this browser works in. */
        post: operations["post_session_workspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose another password; all your other sessions end. */
        post: operations["post_session_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the settings the server runs with, and its data folder. */
        get: operations["get_server"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the browsers that you are signed in with. */
        get: operations["get_sessions"];
        put?: never;
        post?: never;
        /** Sign out every browser of yours but the one that asks. */
        delete: operations["delete_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out one browser of yours. */
        delete: operations["delete_sessions_name"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin-token/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new admin token. The old one and all other sessions end at once. */
        post: operations["post_admin_token_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show where failed and held jobs are told; null = nowhere. */
        get: operations["get_alerts"];
        put?: never;
        /** Set where failed and held jobs are told; the answer shows the secret of the signatures this once. */
        post: operations["post_alerts"];
        /** Tell nobody any more. */
        delete: operations["delete_alerts"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message. */
        post: operations["post_alerts_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the roles and permissions. */
        get: operations["get_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people of the workspace. */
        get: operations["get_people"];
        put?: never;
        /** Invite a person; the answer has the one-time link to hand over. */
        post: operations["post_people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a person another role in the workspace; it counts at once. */
        post: operations["post_people_id_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a one-time link with which the person chooses a password; the link before stops working. */
        post: operations["post_people_id_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a person out of the workspace; without another one, with all sessions and tokens. */
        delete: operations["delete_people_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a person out everywhere. */
        delete: operations["delete_people_id_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your workspaces. */
        get: operations["get_workspaces"];
        put?: never;
        /** Make a workspace; you are its owner. */
        post: operations["post_workspaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your API tokens; with the right to manage people, all of the workspace. */
        get: operations["get_tokens"];
        put?: never;
        /** Make an API token; the answer shows it this once. */
        post: operations["post_tokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token; it stops working at once. */
        delete: operations["delete_tokens_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the changes that people and tokens made, newest first. */
        get: operations["get_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check the whole log: every entry unchanged, in order, none missing. */
        get: operations["get_audit_verification"];
        put?: never;
        post?: never;
        delete?: never;
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
        /** Add a connection; the answer shows the webhook secret and the write key this once. */
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
    "/connections/{name}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set who may send webhooks, how many in a second, how long they are kept and which fields are hidden. */
        post: operations["post_connections_name_policy"];
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
    "/connections/{name}/rotate-write-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new write key for tracking SDKs; the old one stays valid for seven days. */
        post: operations["post_connections_name_rotate_write_key"];
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
    "/keys/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the master key and seal everything anew, while the server runs. */
        post: operations["post_keys_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the named secrets of recipes, without their values. */
        get: operations["get_secrets"];
        put?: never;
        /** Keep a secret for calls to other systems, or replace it; its value is never shown again. */
        post: operations["post_secrets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a named secret; steps that refer to it fail from then on. */
        delete: operations["delete_secrets_name"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set which webhook of Iterable gets new secrets by itself; `none` turns rotation off. */
        post: operations["post_connections_name_rotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/rotation/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do now what the daily run does: renew secrets that are near their end. */
        post: operations["post_connections_name_rotation_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/first-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Make the first token for the webhook in Iterable; it is shown this once. */
        get: operations["get_connections_name_first_token"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server/self-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call this server by its public address, as Iterable would. */
        post: operations["post_server_self_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/consent/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the privacy notices of a connection and the subscriptions they stand for. */
        get: operations["get_connections_name_consent_notices"];
        put?: never;
        /** Add a privacy notice, or change the one with the same key. */
        post: operations["post_connections_name_consent_notices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/consent/notices/{notice}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a privacy notice; preferences of people stay. */
        delete: operations["delete_connections_name_consent_notices_notice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/consent/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set where changes made in Iterable are told, signed by Standard Webhooks; the secret is shown this once. */
        post: operations["post_connections_name_consent_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/consent/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how many changes came from outside and from Iterable and what became of them. */
        get: operations["get_connections_name_consent_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consent/{name}/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take preferences from outside; each changes exactly the subscriptions of its notice. */
        post: operations["post_consent_name_preferences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consent/{name}/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the preferences of one person and their history. */
        post: operations["post_consent_name_lookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consent/{name}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download all preferences as CSV. */
        get: operations["get_consent_name_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consent/{name}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take preferences from a CSV of up to 1 MB with the columns email, user_id, notice, preference, changed_at. */
        post: operations["post_consent_name_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consent/{name}/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare a page of stored preferences with Iterable; one read per person. */
        get: operations["get_consent_name_drift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase people in Iterable and here; answers at once, and goes on as one task, over days within the limits of Iterable. */
        post: operations["post_connections_name_erasures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/erasures/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find the proofs that a person was erased. */
        post: operations["post_connections_name_erasures_lookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the erasures. */
        get: operations["get_erasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an erasure. */
        get: operations["get_erasures_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download what became of the people of one request, as CSV with their proofs. */
        get: operations["get_tasks_id_erasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/iterable/install": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a connection with working default recipes; repeating the call makes nothing twice. */
        post: operations["post_catalog_iterable_install"];
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
    "/recipes/{name}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what a recipe may do and how many messages it may send in a day; taking away what it needs switches it off. */
        post: operations["post_recipes_name_permissions"];
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
    "/recipes/{name}/dropped-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the events of the kind that a recipe listens to, and those of them that its trigger let pass. */
        get: operations["get_recipes_name_dropped_events"];
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
    "/event-search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find events whose body, query or headers contain a text; each answer looks at a bounded part. */
        get: operations["get_event_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}/schema-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare the payload of an event with what is known of its trigger. */
        get: operations["get_events_id_schema_check"];
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
        /** Run a held job on: a person found that the send did not go out, or that the changed payload is fine. */
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
    "/jobs/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare a job with another one, or with the last one of its recipe that succeeded. */
        get: operations["get_jobs_id_comparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/job-export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the filtered jobs, newest first, without payloads. */
        get: operations["get_job_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/job-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what texts with pills give in jobs that ran. */
        post: operations["post_job_values"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what a task would do, without doing it. */
        post: operations["post_tasks_estimate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tasks. */
        get: operations["get_tasks"];
        put?: never;
        /** Start a task; it goes on after a restart. */
        post: operations["post_tasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how far a task is, and what became of its jobs. */
        get: operations["get_tasks_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a task rest; jobs that it started run on. */
        post: operations["post_tasks_id_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a paused task go on. */
        post: operations["post_tasks_id_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a task; jobs that it started, rows that it took and people whom Iterable was asked to erase stay. */
        post: operations["post_tasks_id_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the rows that an import did not take as CSV; kept for a day. */
        get: operations["get_tasks_id_faults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consent/{name}/import-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take preferences from an uploaded CSV in the background; answers the task. */
        post: operations["post_consent_name_import_tasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressions/import-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take suppressions from an uploaded CSV in the background; answers the task. */
        post: operations["post_suppressions_import_tasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statistics/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the received events by time. */
        get: operations["get_statistics_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statistics/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the jobs by time and status, with latency percentiles and failures by recipe and cause. */
        get: operations["get_statistics_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statistics/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count all jobs by status, and tell since when the oldest one waits for a worker. */
        get: operations["get_statistics_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rate-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how much of each limit of Iterable this server used in the last minute. */
        get: operations["get_rate_limits"];
        put?: never;
        post?: never;
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
    "/bulk/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file, or its first part; a part must arrive within 10 seconds. */
        post: operations["post_bulk_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Append the next part of a file; a part that was not answered may be sent again. */
        post: operations["post_bulk_files_id"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the bulk runs. */
        get: operations["get_bulk"];
        put?: never;
        /** Run an action over many rows, or check them with `dryRun` and send nothing. */
        post: operations["post_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the columns and the first rows of a source, to map by; of a list or an export they are read from Iterable. */
        post: operations["post_bulk_sample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a bulk run with its counts and its pace. */
        get: operations["get_bulk_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a run after the calls under way. */
        post: operations["post_bulk_id_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a paused or failed run from its last recorded row. */
        post: operations["post_bulk_id_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a run after the calls under way; what was sent stays sent. */
        post: operations["post_bulk_id_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/{id}/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run again over the rows of a run that failed, and no others. */
        post: operations["post_bulk_id_redrive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/{id}/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell why rows failed, were skipped or are unknown, how many for each reason, and what to do. */
        get: operations["get_bulk_id_causes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the result of each row that is recorded so far. */
        get: operations["get_bulk_id_results"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stream an export of Iterable as JSON lines: `wait`, `rows`, `bad`, and `end` or `error` as the last one. */
        post: operations["post_exports_data"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sends/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List the messages of a connection, of a job or to a person. */
        post: operations["post_sends_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sends/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a message with everything that webhooks told of it. */
        get: operations["get_sends_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The messages to a person with their events, and the events of the person that belong to no message. */
        post: operations["post_people_timeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/send-events/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List what webhooks told about messages, for example what belongs to no message of this server. */
        post: operations["post_send_events_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/send-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the message types, the test mode and the limits of sending. */
        get: operations["get_connections_name_send_settings"];
        put?: never;
        /** Set them; what is left out goes back to its default. */
        post: operations["post_connections_name_send_settings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressions/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List the suppressions of a connection, of a channel, a reason or a person. */
        post: operations["post_suppressions_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suppress a person in a channel, or lift the suppression. */
        post: operations["post_suppressions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a suppression without a trace; a lift keeps what was known. */
        delete: operations["delete_suppressions_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take suppressions from CSV of up to 1 MB: `email` or `user_id`, and `channel`, `reason`, `scopes`, `since` where given. */
        post: operations["post_suppressions_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressions/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The active suppressions of a connection as CSV. */
        get: operations["get_suppressions_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressions/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many people are suppressed, by channel and reason. */
        get: operations["get_suppressions_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why nothing arrives, matches or is sent: what is known here, without a call to Iterable. */
        get: operations["get_diagnostics"];
        put?: never;
        post?: never;
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
    "/sample-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file of samples of up to 25 MB, or its first part; a part must arrive within 10 seconds. */
        post: operations["post_sample_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sample-files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Append the next part of a file of samples. */
        post: operations["post_sample_files_id"];
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
    "/schemas/{connection}/{triggerKey}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what a save would change and break, without saving. */
        post: operations["post_schemas_connection_triggerKey_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas/{connection}/{triggerKey}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the saved versions with what each changed. */
        get: operations["get_schemas_connection_triggerKey_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas/{connection}/{triggerKey}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one saved version. */
        get: operations["get_schemas_connection_triggerKey_versions_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check values against a JSON Schema of your own; it runs apart, bounded in time and memory. */
        post: operations["post_schemas_check"];
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
    "/connections/{name}/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the project's profile fields with Iterable's types. */
        get: operations["get_connections_name_fields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/fields/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Design data fields by hand, from a sample or a JSON Schema, and compare them with Iterable. */
        post: operations["post_connections_name_fields_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{name}/field-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose what happens to a value whose type is not that of its field in Iterable. */
        post: operations["post_connections_name_field_check"];
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
    get_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tell whether the server should be sent webhooks: the store writes and the workers run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ready";
                    };
                };
            };
            /**
             * @description `ITC_STORE_UNAVAILABLE`: The store cannot write at the moment, so nothing was accepted.
             *
             *     `ITC_STOPPING`: This process is about to stop.
             */
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
            /**
             * @description `ITC_STORE_UNAVAILABLE`: The store cannot write at the moment, so nothing was accepted.
             *
             *     `ITC_STOPPING`: This process is about to stop.
             */
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
            /** @description Tell whether the cookie of this browser is signed in, as whom, and what that person may do. */
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
                        hasSingleSignOn: boolean;
                        /** @description null = signed in with the admin token. */
                        person: {
                            id: string;
                            email: string;
                            name: string | null;
                            hasPassword: boolean;
                        } | null;
                        role: ("owner" | "admin" | "builder" | "operator" | "viewer") | null;
                        permissions: ("account" | "catalogue.read" | "connections.read" | "connections.use" | "connections.manage" | "recipes.read" | "recipes.switch" | "recipes.edit" | "recipes.grant" | "events.read" | "jobs.read" | "jobs.run" | "actions.run" | "bulk.read" | "bulk.run" | "exports.run" | "schemas.read" | "schemas.edit" | "sends.read" | "sends.manage" | "consent.read" | "consent.manage" | "people.erase" | "people.manage" | "audit.read" | "server.read" | "server.manage")[];
                        /** @description Name; null = all, as the admin token sees them. */
                        workspace: string | null;
                        workspaces: string[];
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
                    /** @description The admin token; alone. */
                    token?: string;
                    /** @description A one-time link; with the password that is chosen. */
                    link?: string;
                    email?: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Sign in to the designer; the answer sets a cookie. The link of the first start makes the first owner. */
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
                        hasSingleSignOn: boolean;
                        /** @description null = signed in with the admin token. */
                        person: {
                            id: string;
                            email: string;
                            name: string | null;
                            hasPassword: boolean;
                        } | null;
                        role: ("owner" | "admin" | "builder" | "operator" | "viewer") | null;
                        permissions: ("account" | "catalogue.read" | "connections.read" | "connections.use" | "connections.manage" | "recipes.read" | "recipes.switch" | "recipes.edit" | "recipes.grant" | "events.read" | "jobs.read" | "jobs.run" | "actions.run" | "bulk.read" | "bulk.run" | "exports.run" | "schemas.read" | "schemas.edit" | "sends.read" | "sends.manage" | "consent.read" | "consent.manage" | "people.erase" | "people.manage" | "audit.read" | "server.read" | "server.manage")[];
                        /** @description Name; null = all, as the admin token sees them. */
                        workspace: string | null;
                        workspaces: string[];
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
             * @description `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
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
            /**
             * @description `ITC_PASSWORD_WEAK`: This password cannot be taken.
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
            /** @description `ITC_AUTH_THROTTLED`: Too many sign-ins failed. */
            429: {
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
                        hasSingleSignOn: boolean;
                        /** @description null = signed in with the admin token. */
                        person: {
                            id: string;
                            email: string;
                            name: string | null;
                            hasPassword: boolean;
                        } | null;
                        role: ("owner" | "admin" | "builder" | "operator" | "viewer") | null;
                        permissions: ("account" | "catalogue.read" | "connections.read" | "connections.use" | "connections.manage" | "recipes.read" | "recipes.switch" | "recipes.edit" | "recipes.grant" | "events.read" | "jobs.read" | "jobs.run" | "actions.run" | "bulk.read" | "bulk.run" | "exports.run" | "schemas.read" | "schemas.edit" | "sends.read" | "sends.manage" | "consent.read" | "consent.manage" | "people.erase" | "people.manage" | "audit.read" | "server.read" | "server.manage")[];
                        /** @description Name; null = all, as the admin token sees them. */
                        workspace: string | null;
                        workspaces: string[];
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
    post_session_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    link: string;
                };
            };
        };
        responses: {
            /** @description Tell what a one-time link is for, without using it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "setup" | "password";
                        /** @description null = the form asks for it. */
                        email: string | null;
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
            /** @description `ITC_SETUP_LINK`: The one-time link was used before or is over. */
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
            /** @description `ITC_AUTH_THROTTLED`: Too many sign-ins failed. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_session_single_sign_on: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Begin a sign-in at the identity provider: answers where the browser goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                    };
                };
            };
            /** @description `ITC_OIDC_FAILED`: The sign-in at the identity provider did not succeed. */
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
            /** @description `ITC_OIDC_OFF`: Single sign-on is not set up on this server. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_session_single_sign_on_return: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    query: string;
                };
            };
        };
        responses: {
            /** @description End a sign-in at the identity provider with what it added to the address of the browser. */
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
                        hasSingleSignOn: boolean;
                        /** @description null = signed in with the admin token. */
                        person: {
                            id: string;
                            email: string;
                            name: string | null;
                            hasPassword: boolean;
                        } | null;
                        role: ("owner" | "admin" | "builder" | "operator" | "viewer") | null;
                        permissions: ("account" | "catalogue.read" | "connections.read" | "connections.use" | "connections.manage" | "recipes.read" | "recipes.switch" | "recipes.edit" | "recipes.grant" | "events.read" | "jobs.read" | "jobs.run" | "actions.run" | "bulk.read" | "bulk.run" | "exports.run" | "schemas.read" | "schemas.edit" | "sends.read" | "sends.manage" | "consent.read" | "consent.manage" | "people.erase" | "people.manage" | "audit.read" | "server.read" | "server.manage")[];
                        /** @description Name; null = all, as the admin token sees them. */
                        workspace: string | null;
                        workspaces: string[];
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
            /** @description `ITC_OIDC_FAILED`: The sign-in at the identity provider did not succeed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_OIDC_REFUSED`: The identity provider knows you, but this server does not let you in.
             *
             *     `ITC_CROSS_SITE`: The call may come from a page of another site.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_OIDC_OFF`: Single sign-on is not set up on this server. */
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
            /** @description `ITC_AUTH_THROTTLED`: Too many sign-ins failed. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_session_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    workspace: string;
                };
            };
        };
        responses: {
            /** @description Choose the workspace that this browser works in. */
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
                        hasSingleSignOn: boolean;
                        /** @description null = signed in with the admin token. */
                        person: {
                            id: string;
                            email: string;
                            name: string | null;
                            hasPassword: boolean;
                        } | null;
                        role: ("owner" | "admin" | "builder" | "operator" | "viewer") | null;
                        permissions: ("account" | "catalogue.read" | "connections.read" | "connections.use" | "connections.manage" | "recipes.read" | "recipes.switch" | "recipes.edit" | "recipes.grant" | "events.read" | "jobs.read" | "jobs.run" | "actions.run" | "bulk.read" | "bulk.run" | "exports.run" | "schemas.read" | "schemas.edit" | "sends.read" | "sends.manage" | "consent.read" | "consent.manage" | "people.erase" | "people.manage" | "audit.read" | "server.read" | "server.manage")[];
                        /** @description Name; null = all, as the admin token sees them. */
                        workspace: string | null;
                        workspaces: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_WORKSPACE_UNKNOWN`: There is no such workspace. */
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
    post_session_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Choose another password; all your other sessions end. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
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
             * @description `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             *
             *     `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERSON_UNKNOWN`: There is no such person. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_PASSWORD_WEAK`: This password cannot be taken.
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
            /** @description `ITC_AUTH_THROTTLED`: Too many sign-ins failed. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show the settings the server runs with, and its data folder. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        node: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        startedAt: string;
                        /** @description Where the server listens. */
                        url: string;
                        /** @description ITC_PUBLIC_URL; null = not set. */
                        publicUrl: string | null;
                        trustedProxies: string[];
                        logLevel: string;
                        /** @description Whether the server starts the sandbox beside it. */
                        sandbox: boolean;
                        keepDays: {
                            /** @description Days until it is deleted. */
                            events: number;
                            /** @description Days until it is deleted. */
                            jobs: number;
                            /** @description Days until it is deleted. */
                            rejectedCalls: number;
                        };
                        /** @description How long a repeated delivery is known as such. */
                        dedupWindowDays: number;
                        /** @enum {string} */
                        adminTokenFrom: "environment" | "data folder";
                        hardening: {
                            /** @description Whether the process can make code from text; false under `npm start`. */
                            codeFromText: boolean;
                            /** @description Whether objects have __proto__; false under `npm start`. */
                            proto: boolean;
                        };
                        data: {
                            folder: string;
                            /** @description All files of the data folder. */
                            bytes: number;
                            /** @description What the disk has left for this user. */
                            freeBytes: number;
                            totalBytes: number;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the browsers that you are signed in with. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Tells sessions apart and opens none. */
                            name: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description To the minute.
                             */
                            usedAt: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            expiresAt: string;
                            isCurrent: boolean;
                        }[];
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    delete_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sign out every browser of yours but the one that asks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    delete_sessions_name: {
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
            /** @description Sign out one browser of yours. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: string;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_SESSION_UNKNOWN`: There is no such session. */
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
    post_admin_token_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make a new admin token. The old one and all other sessions end at once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Shown this once; the data folder keeps it in a file of its own. */
                        token: string;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TOKEN_FIXED`: The admin token is set by ITC_ADMIN_TOKEN. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_alerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show where failed and held jobs are told; null = nowhere. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: {
                            /** @description Of the address; the rest of it is not shown again. */
                            origin: string;
                            /** @description Which jobs are told of: those that failed, those that wait for a decision. */
                            causes: ("failed" | "held")[];
                            /** @description The last message since the process started. */
                            last: {
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                at: string;
                                error: string | null;
                            } | null;
                        } | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_alerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uri */
                    url: string;
                    /**
                     * @description Which jobs are told of: those that failed, those that wait for a decision.
                     * @default [
                     *       "failed",
                     *       "held"
                     *     ]
                     */
                    causes?: ("failed" | "held")[];
                };
            };
        };
        responses: {
            /** @description Set where failed and held jobs are told; the answer shows the secret of the signatures this once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_OUTBOUND_REFUSED`: The call to another system was not made, because its address is not one that may be reached.
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
    delete_alerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tell nobody any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_alerts_test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a test message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        sent: true;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_ALERT_OFF`: Nobody is told of failed jobs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_OUTBOUND_REFUSED`: The call to another system was not made, because its address is not one that may be reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_ALERT_FAILED`: The address for alerts could not be reached. */
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
    get_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the roles and permissions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        permissions: {
                            name: string;
                            text: string;
                            forTokens: boolean;
                        }[];
                        roles: {
                            /** @enum {string} */
                            name: "owner" | "admin" | "builder" | "operator" | "viewer";
                            permissions: string[];
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_people: {
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
            /** @description List the people of the workspace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            email: string;
                            name: string | null;
                            /**
                             * @description In the workspace of the call.
                             * @enum {string}
                             */
                            role: "owner" | "admin" | "builder" | "operator" | "viewer";
                            /**
                             * @description invited = has not chosen a password yet.
                             * @enum {string}
                             */
                            state: "active" | "invited";
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            lastSignInAt: string | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_people: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /** @enum {string} */
                    role: "owner" | "admin" | "builder" | "operator" | "viewer";
                };
            };
        };
        responses: {
            /** @description Invite a person; the answer has the one-time link to hand over. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        email: string;
                        name: string | null;
                        /**
                         * @description In the workspace of the call.
                         * @enum {string}
                         */
                        role: "owner" | "admin" | "builder" | "operator" | "viewer";
                        /**
                         * @description invited = has not chosen a password yet.
                         * @enum {string}
                         */
                        state: "active" | "invited";
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        lastSignInAt: string | null;
                        /** @description null = the person signs in as before, with what is known already. */
                        link: string | null;
                        linkHours: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERSON_EXISTS`: This person is in the workspace already. */
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
    post_people_id_role: {
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
                    /** @enum {string} */
                    role: "owner" | "admin" | "builder" | "operator" | "viewer";
                };
            };
        };
        responses: {
            /** @description Give a person another role in the workspace; it counts at once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        email: string;
                        name: string | null;
                        /**
                         * @description In the workspace of the call.
                         * @enum {string}
                         */
                        role: "owner" | "admin" | "builder" | "operator" | "viewer";
                        /**
                         * @description invited = has not chosen a password yet.
                         * @enum {string}
                         */
                        state: "active" | "invited";
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        lastSignInAt: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERSON_UNKNOWN`: There is no such person. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_LAST_OWNER`: A workspace needs an owner, and this is the last one. */
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
    post_people_id_link: {
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
            /** @description Make a one-time link with which the person chooses a password; the link before stops working. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Opens the form to choose a password, once; shown this once. */
                        link: string;
                        linkHours: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERSON_UNKNOWN`: There is no such person. */
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
    delete_people_id: {
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
            /** @description Take a person out of the workspace; without another one, with all sessions and tokens. */
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERSON_UNKNOWN`: There is no such person. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_LAST_OWNER`: A workspace needs an owner, and this is the last one. */
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
    delete_people_id_sessions: {
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
            /** @description Sign a person out everywhere. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERSON_UNKNOWN`: There is no such person. */
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
    get_workspaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List your workspaces. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_workspaces: {
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
                };
            };
        };
        responses: {
            /** @description Make a workspace; you are its owner. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_WORKSPACE_EXISTS`: A workspace of this name exists already. */
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
    get_tokens: {
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
            /** @description List your API tokens; with the right to manage people, all of the workspace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Part of the token, after `itc_`. */
                            id: string;
                            name: string;
                            /** @description Who made it; null = with the admin token. */
                            personId: string | null;
                            scopes: ("account" | "catalogue.read" | "connections.read" | "connections.use" | "connections.manage" | "recipes.read" | "recipes.switch" | "recipes.edit" | "recipes.grant" | "events.read" | "jobs.read" | "jobs.run" | "actions.run" | "bulk.read" | "bulk.run" | "exports.run" | "schemas.read" | "schemas.edit" | "sends.read" | "sends.manage" | "consent.read" | "consent.manage" | "people.erase" | "people.manage" | "audit.read" | "server.read" | "server.manage")[];
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            expiresAt: string;
                            /** @description To the minute. */
                            usedAt: string | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_tokens: {
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
                    scopes: ("account" | "catalogue.read" | "connections.read" | "connections.use" | "connections.manage" | "recipes.read" | "recipes.switch" | "recipes.edit" | "recipes.grant" | "events.read" | "jobs.read" | "jobs.run" | "actions.run" | "bulk.read" | "bulk.run" | "exports.run" | "schemas.read" | "schemas.edit" | "sends.read" | "sends.manage" | "consent.read" | "consent.manage" | "people.erase" | "people.manage" | "audit.read" | "server.read" | "server.manage")[];
                    /**
                     * @description How long it works.
                     * @default 90
                     */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description Make an API token; the answer shows it this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Part of the token, after `itc_`. */
                        id: string;
                        name: string;
                        /** @description Who made it; null = with the admin token. */
                        personId: string | null;
                        scopes: ("account" | "catalogue.read" | "connections.read" | "connections.use" | "connections.manage" | "recipes.read" | "recipes.switch" | "recipes.edit" | "recipes.grant" | "events.read" | "jobs.read" | "jobs.run" | "actions.run" | "bulk.read" | "bulk.run" | "exports.run" | "schemas.read" | "schemas.edit" | "sends.read" | "sends.manage" | "consent.read" | "consent.manage" | "people.erase" | "people.manage" | "audit.read" | "server.read" | "server.manage")[];
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        expiresAt: string;
                        /** @description To the minute. */
                        usedAt: string | null;
                        token: string;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    delete_tokens_id: {
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
            /** @description Revoke an API token; it stops working at once. */
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TOKEN_UNKNOWN`: There is no such API token. */
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
    get_audit: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                actor?: string;
                /** @description Beginning of a path, as `/recipes/welcome`. */
                object?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the changes that people and tokens made, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            seq: number;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            at: string;
                            actor: {
                                /** @enum {string} */
                                kind: "server" | "person" | "token";
                                id: string;
                                /** @description Looked up now; null = gone since. */
                                name: string | null;
                            };
                            address: string | null;
                            workspaceId: string | null;
                            action: string;
                            object: string;
                            before: {
                                /** @description Keyed; equal states have equal digests. */
                                digest: string;
                                facts: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            after: {
                                /** @description Keyed; equal states have equal digests. */
                                digest: string;
                                facts: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            /** @description Keyed digest of what was asked for. */
                            request: string | null;
                            /** @description `done`; what Iterable made of a call; the code of an error; `interrupted` = the process ended meanwhile. */
                            outcome: string;
                            previous: string;
                            hash: string;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_audit_verification: {
        parameters: {
            query?: {
                /** @description A `head` that was noted before; the log must still hold it. */
                head?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Check the whole log: every entry unchanged, in order, none missing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        isIntact: boolean;
                        entries: number;
                        head: string;
                        firstBad: number | null;
                        fault: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                            writeKeys: {
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                createdAt: string;
                                expiresAt: string | null;
                            }[];
                            allowUnauthenticated: boolean;
                            allowedSources: string[];
                            /** @enum {string} */
                            fieldCheck: "off" | "warn" | "reject";
                            callsPerSecond: number | null;
                            /** @description Days that events and jobs are kept, where that is less than the server keeps them. */
                            keepDays: {
                                events?: number;
                                jobs?: number;
                            };
                            maskedFields: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                    /**
                     * @description What happens to a value whose type is not that of its field in Iterable.
                     * @default reject
                     * @enum {string}
                     */
                    fieldCheck?: "off" | "warn" | "reject";
                    /**
                     * @description Addresses and CIDR ranges; `iterable` = those of its data center (ITC_SOURCE_RANGES_US, _EU).
                     * @default []
                     */
                    allowedSources?: ("iterable" | string)[];
                };
            };
        };
        responses: {
            /** @description Add a connection; the answer shows the webhook secret and the write key this once. */
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
                        writeKeys: {
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            expiresAt: string | null;
                        }[];
                        allowUnauthenticated: boolean;
                        allowedSources: string[];
                        /** @enum {string} */
                        fieldCheck: "off" | "warn" | "reject";
                        callsPerSecond: number | null;
                        /** @description Days that events and jobs are kept, where that is less than the server keeps them. */
                        keepDays: {
                            events?: number;
                            jobs?: number;
                        };
                        maskedFields: string[];
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
                        writeKey: string;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                        writeKeys: {
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            expiresAt: string | null;
                        }[];
                        allowUnauthenticated: boolean;
                        allowedSources: string[];
                        /** @enum {string} */
                        fieldCheck: "off" | "warn" | "reject";
                        callsPerSecond: number | null;
                        /** @description Days that events and jobs are kept, where that is less than the server keeps them. */
                        keepDays: {
                            events?: number;
                            jobs?: number;
                        };
                        maskedFields: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_connections_name_policy: {
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
                    /** @description Addresses and CIDR ranges; `iterable` = those of its data center (ITC_SOURCE_RANGES_US, _EU). */
                    allowedSources?: ("iterable" | string)[];
                    /** @description Webhooks taken in a second; null = as many as the server takes. */
                    callsPerSecond?: number | null;
                    /** @description What is left out of it is kept as long as the server does. */
                    keepDays?: {
                        events?: number;
                        jobs?: number;
                    };
                    /** @description Fields whose values the history of jobs hides, e.g. `email` or `dataFields.phoneNumber`. */
                    maskedFields?: string[];
                };
            };
        };
        responses: {
            /** @description Set who may send webhooks, how many in a second, how long they are kept and which fields are hidden. */
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
                        writeKeys: {
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            expiresAt: string | null;
                        }[];
                        allowUnauthenticated: boolean;
                        allowedSources: string[];
                        /** @enum {string} */
                        fieldCheck: "off" | "warn" | "reject";
                        callsPerSecond: number | null;
                        /** @description Days that events and jobs are kept, where that is less than the server keeps them. */
                        keepDays: {
                            events?: number;
                            jobs?: number;
                        };
                        maskedFields: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_connections_name_rotate_write_key: {
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
            /** @description Make a new write key for tracking SDKs; the old one stays valid for seven days. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        writeKey: string;
                        previousValidUntil: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                    /**
                     * @description What happens to a value whose type is not that of its field in Iterable.
                     * @default reject
                     * @enum {string}
                     */
                    fieldCheck?: "off" | "warn" | "reject";
                    /**
                     * @description Addresses and CIDR ranges; `iterable` = those of its data center (ITC_SOURCE_RANGES_US, _EU).
                     * @default []
                     */
                    allowedSources?: ("iterable" | string)[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                        rotation: {
                            /** @enum {string} */
                            mode: "automatic" | "static";
                            /** @description null: nothing is rotated. */
                            webhookId: number | null;
                            /** @description End of the newest secret. */
                            expiresAt: string | null;
                            /** @description Iterable was seen to use the newest secret. */
                            isUsed: boolean;
                            lastRotatedAt: string | null;
                            alarm: {
                                code: string;
                                message: string;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                at: string;
                            } | null;
                        } | null;
                        /** @description Calls that Iterable failed within the last minutes; null while it does not fail again and again. */
                        iterable: {
                            failures: number;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            since: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            last: string;
                            statusPage: string;
                        } | null;
                        recipes: {
                            name: string;
                            enabled: boolean;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_keys_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Replace the master key and seal everything anew, while the server runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Names the new key without telling it. */
                        keyId: string;
                        resealed: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_KEY_FIXED`: The master key is set by the environment, so the server cannot replace it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_secrets: {
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
            /** @description List the named secrets of recipes, without their values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            /** @description Hosts that it may be sent to. */
                            hosts: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_secrets: {
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
                    value: string;
                    hosts: string[];
                };
            };
        };
        responses: {
            /** @description Keep a secret for calls to other systems, or replace it; its value is never shown again. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description Hosts that it may be sent to. */
                        hosts: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    delete_secrets_name: {
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
            /** @description Remove a named secret; steps that refer to it fail from then on. */
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_SECRET_UNKNOWN`: There is no secret of this name. */
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
    post_connections_name_rotation: {
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
                     * @description static (deprecated): the secret ends too, and a person renews it after a warning.
                     * @default automatic
                     * @enum {string}
                     */
                    mode?: "automatic" | "static" | "off";
                    /**
                     * @description Id of the system webhook in Iterable, or none.
                     * @default none
                     */
                    webhookId?: number | ("none" | "");
                };
            };
        };
        responses: {
            /** @description Set which webhook of Iterable gets new secrets by itself; `none` turns rotation off. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rotation: {
                            /** @enum {string} */
                            mode: "automatic" | "static";
                            /** @description null: nothing is rotated. */
                            webhookId: number | null;
                            /** @description End of the newest secret. */
                            expiresAt: string | null;
                            /** @description Iterable was seen to use the newest secret. */
                            isUsed: boolean;
                            lastRotatedAt: string | null;
                            alarm: {
                                code: string;
                                message: string;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                at: string;
                            } | null;
                        } | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_ROTATION_WEBHOOK`: Iterable has no webhook with this id.
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
            /** @description `ITC_ROTATION_FAILED`: The new webhook secret could not be given to Iterable; the old one stays valid. */
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
    post_connections_name_rotation_run: {
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
            /** @description Do now what the daily run does: renew secrets that are near their end. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        done: boolean;
                        rotation: {
                            /** @enum {string} */
                            mode: "automatic" | "static";
                            /** @description null: nothing is rotated. */
                            webhookId: number | null;
                            /** @description End of the newest secret. */
                            expiresAt: string | null;
                            /** @description Iterable was seen to use the newest secret. */
                            isUsed: boolean;
                            lastRotatedAt: string | null;
                            alarm: {
                                code: string;
                                message: string;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                at: string;
                            } | null;
                        } | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_connections_name_first_token: {
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
            /** @description Make the first token for the webhook in Iterable; it is shown this once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        expiresAt: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
            /** @description `ITC_TOKEN_SHOWN`: The first token of this connection has been shown. */
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
    post_server_self_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Call this server by its public address, as Iterable would. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_connections_name_consent_notices: {
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
            /** @description List the privacy notices of a connection and the subscriptions they stand for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        notices: {
                            /** @description Name of the notice in the privacy system. */
                            key: string;
                            /** @default  */
                            title: string;
                            /** @default [] */
                            channelIds: number[];
                            /** @default [] */
                            messageTypeIds: number[];
                            /**
                             * @description Message types whose policy is opt-in.
                             * @default []
                             */
                            optInMessageTypeIds: number[];
                            /** @default [] */
                            listIds: number[];
                        }[];
                        callback: {
                            url: string;
                        } | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_connections_name_consent_notices: {
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
                    /** @description Name of the notice in the privacy system. */
                    key: string;
                    /** @default  */
                    title?: string;
                    /** @default [] */
                    channelIds?: number[];
                    /** @default [] */
                    messageTypeIds?: number[];
                    /**
                     * @description Message types whose policy is opt-in.
                     * @default []
                     */
                    optInMessageTypeIds?: number[];
                    /** @default [] */
                    listIds?: number[];
                };
            };
        };
        responses: {
            /** @description Add a privacy notice, or change the one with the same key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        notices: {
                            /** @description Name of the notice in the privacy system. */
                            key: string;
                            /** @default  */
                            title: string;
                            /** @default [] */
                            channelIds: number[];
                            /** @default [] */
                            messageTypeIds: number[];
                            /**
                             * @description Message types whose policy is opt-in.
                             * @default []
                             */
                            optInMessageTypeIds: number[];
                            /** @default [] */
                            listIds: number[];
                        }[];
                        callback: {
                            url: string;
                        } | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
            /** @description `ITC_CONSENT_CONFLICT`: The notices were changed by somebody else. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_CONSENT_MAP`: Two notices name the same subscription.
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
    delete_connections_name_consent_notices_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                notice: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a privacy notice; preferences of people stay. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        notices: {
                            /** @description Name of the notice in the privacy system. */
                            key: string;
                            /** @default  */
                            title: string;
                            /** @default [] */
                            channelIds: number[];
                            /** @default [] */
                            messageTypeIds: number[];
                            /**
                             * @description Message types whose policy is opt-in.
                             * @default []
                             */
                            optInMessageTypeIds: number[];
                            /** @default [] */
                            listIds: number[];
                        }[];
                        callback: {
                            url: string;
                        } | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             *     `ITC_CONSENT_NOTICE`: The connection has no notice with this key.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_CONSENT_CONFLICT`: The notices were changed by somebody else. */
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
    post_connections_name_consent_callback: {
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
                    url: string | null;
                };
            };
        };
        responses: {
            /** @description Set where changes made in Iterable are told, signed by Standard Webhooks; the secret is shown this once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
            /** @description `ITC_CONSENT_CONFLICT`: The notices were changed by somebody else. */
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
            /** @description `ITC_CONSENT_CALLBACK`: The privacy system did not accept a change. */
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
    get_connections_name_consent_status: {
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
            /** @description Show how many changes came from outside and from Iterable and what became of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhookUrl: string;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_consent_name_preferences: {
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
                    changes: {
                        email?: string;
                        userId?: string;
                        notice: string;
                        /** @enum {string} */
                        preference: "opt_in" | "opt_out";
                        /**
                         * Format: date-time
                         * @description When the person decided; default now. A later decision, and an opt-out of the same second, stands.
                         */
                        changedAt?: string;
                        /** @description The same for every delivery of one change. */
                        sequence?: string;
                        /** @description Makes the user in Iterable first where there is none. */
                        createUser?: boolean;
                    }[];
                };
            };
        };
        responses: {
            /** @description Take preferences from outside; each changes exactly the subscriptions of its notice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            /** @enum {string} */
                            result: "applied" | "late" | "repeated" | "failed";
                            error?: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            };
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_consent_name_lookup: {
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
                    email?: string;
                    userId?: string;
                };
            };
        };
        responses: {
            /** @description Show the preferences of one person and their history. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        known: boolean;
                        isPushing: boolean;
                        preferences: {
                            notice: string;
                            /** @enum {string} */
                            preference: "opt_in" | "opt_out";
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            decidedAt: string;
                            /** @enum {string} */
                            source: "outside" | "iterable";
                        }[];
                        history: {
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            at: string;
                            event: string;
                            source: string;
                            notice: string | null;
                            preference: ("opt_in" | "opt_out") | null;
                            subscriptions: string[];
                            decidedAt: string | null;
                            code?: string;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_consent_name_export: {
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
            /** @description Download all preferences as CSV. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_consent_name_import: {
        parameters: {
            query?: {
                /** @description Only tells what would happen. */
                dryRun?: "true" | "false";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Take preferences from a CSV of up to 1 MB with the columns email, user_id, notice, preference, changed_at. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dryRun: boolean;
                        rows: number;
                        applied: number;
                        late: number;
                        repeated: number;
                        failed: number;
                        faults: {
                            row: number;
                            code: string;
                            message: string;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
            /** @description `ITC_BULK_TOO_LARGE`: The file is larger than a bulk run takes. */
            413: {
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
        };
    };
    get_consent_name_drift: {
        parameters: {
            query?: {
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
            /** @description Compare a page of stored preferences with Iterable; one read per person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checked: number;
                        unread: number;
                        drift: {
                            email?: string;
                            userId?: string;
                            notice: string;
                            subscription: string;
                            /** @enum {string} */
                            stored: "opt_in" | "opt_out";
                            /** @description null: Iterable does not know the person. */
                            iterable: ("opt_in" | "opt_out") | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_connections_name_erasures: {
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
                    people: {
                        email?: string;
                        userId?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Erase people in Iterable and here; answers at once, and goes on as one task, over days within the limits of Iterable. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            connection: string;
                            /** @description Shows how far it is, and pauses or cancels it. */
                            task: string | null;
                            /** @enum {string} */
                            status: "pending" | "done" | "failed" | "cancelled";
                            proof: {
                                salt: string;
                                hash: string;
                            };
                            counts: {
                                [key: string]: number;
                            };
                            attempts: number;
                            error: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            /** @description Why it is not due yet. */
                            wait: ("limit" | "no_answer" | "fault") | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            dueAt: string;
                            /** @description When Iterable was asked; from then on it cannot be cancelled. */
                            begunAt: string | null;
                            /** @description When Iterable accepted the call. */
                            forgottenAt: string | null;
                            endedAt: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_IDENTITY_MISSING`: The action needs a person and neither an email address nor a user ID has a value.
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
    post_connections_name_erasures_lookup: {
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
                    email?: string;
                    userId?: string;
                };
            };
        };
        responses: {
            /** @description Find the proofs that a person was erased. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            connection: string;
                            /** @description Shows how far it is, and pauses or cancels it. */
                            task: string | null;
                            /** @enum {string} */
                            status: "pending" | "done" | "failed" | "cancelled";
                            proof: {
                                salt: string;
                                hash: string;
                            };
                            counts: {
                                [key: string]: number;
                            };
                            attempts: number;
                            error: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            /** @description Why it is not due yet. */
                            wait: ("limit" | "no_answer" | "fault") | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            dueAt: string;
                            /** @description When Iterable was asked; from then on it cannot be cancelled. */
                            begunAt: string | null;
                            /** @description When Iterable accepted the call. */
                            forgottenAt: string | null;
                            endedAt: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_erasures: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                connection?: string;
                status?: "pending" | "done" | "failed" | "cancelled";
                task?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the erasures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            connection: string;
                            /** @description Shows how far it is, and pauses or cancels it. */
                            task: string | null;
                            /** @enum {string} */
                            status: "pending" | "done" | "failed" | "cancelled";
                            proof: {
                                salt: string;
                                hash: string;
                            };
                            counts: {
                                [key: string]: number;
                            };
                            attempts: number;
                            error: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            /** @description Why it is not due yet. */
                            wait: ("limit" | "no_answer" | "fault") | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            dueAt: string;
                            /** @description When Iterable was asked; from then on it cannot be cancelled. */
                            begunAt: string | null;
                            /** @description When Iterable accepted the call. */
                            forgottenAt: string | null;
                            endedAt: string | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_erasures_id: {
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
            /** @description Show an erasure. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        connection: string;
                        /** @description Shows how far it is, and pauses or cancels it. */
                        task: string | null;
                        /** @enum {string} */
                        status: "pending" | "done" | "failed" | "cancelled";
                        proof: {
                            salt: string;
                            hash: string;
                        };
                        counts: {
                            [key: string]: number;
                        };
                        attempts: number;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        /** @description Why it is not due yet. */
                        wait: ("limit" | "no_answer" | "fault") | null;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        dueAt: string;
                        /** @description When Iterable was asked; from then on it cannot be cancelled. */
                        begunAt: string | null;
                        /** @description When Iterable accepted the call. */
                        forgottenAt: string | null;
                        endedAt: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_ERASURE_UNKNOWN`: There is no erasure with this id. */
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
    get_tasks_id_erasures: {
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
            /** @description Download what became of the people of one request, as CSV with their proofs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TASK_UNKNOWN`: There is no task with this id. */
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
    post_catalog_iterable_install: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name of the connection; recipes are named after it. */
                    name: string;
                    /**
                     * @description Which ready-made recipes are installed.
                     * @default default
                     * @enum {string}
                     */
                    variant?: "default" | "events" | "profiles";
                    /** @description The fields of a connection. */
                    config: {
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
                        /**
                         * @description What happens to a value whose type is not that of its field in Iterable.
                         * @default reject
                         * @enum {string}
                         */
                        fieldCheck?: "off" | "warn" | "reject";
                        /**
                         * @description Addresses and CIDR ranges; `iterable` = those of its data center (ITC_SOURCE_RANGES_US, _EU).
                         * @default []
                         */
                        allowedSources?: ("iterable" | string)[];
                    };
                    /**
                     * @description Calls reach Iterable from this server only; there is no script for browsers.
                     * @default server_side
                     * @constant
                     */
                    delivery_mode?: "server_side";
                };
            };
        };
        responses: {
            /** @description Make a connection with working default recipes; repeating the call makes nothing twice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connection: string;
                        isNew: boolean;
                        recipes: {
                            name: string;
                            isNew: boolean;
                        }[];
                        /** @description What an SDK is given as its host or data plane. */
                        trackingUrl: string;
                        /** @description Shown when the connection is made, else null. */
                        writeKey: string | null;
                        webhookUrl: string;
                        secret: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_INSTALL_DIFFERS`: A connection of this name is installed with other settings. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_INSTALL_INVALID`: The settings of the installation do not fit.
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                    /** @description Granted in addition to what was granted before. */
                    grant?: ("read" | "write" | "send" | "personal_data")[];
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
                        permissions: {
                            /** @description What its steps need. */
                            required: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What a person granted. */
                            granted: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What it needs before it can be switched on. */
                            missing: ("read" | "write" | "send" | "personal_data")[];
                            /** @description Most sends in one day (UTC). */
                            sendsPerDay: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ITC_RECIPE_CONFLICT`: The recipe was changed by somebody else in the meantime.
             *
             *     `ITC_RECIPE_NOT_GRANTED`: The recipe may not be switched on, because it was not granted what its steps do.
             */
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                        permissions: {
                            /** @description What its steps need. */
                            required: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What a person granted. */
                            granted: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What it needs before it can be switched on. */
                            missing: ("read" | "write" | "send" | "personal_data")[];
                            /** @description Most sends in one day (UTC). */
                            sendsPerDay: number;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                            /** @description Email address or token name; null = the server, or gone. */
                            author: string | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_recipes_name_permissions: {
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
                    granted?: ("read" | "write" | "send" | "personal_data")[];
                    /** @description Most sends in one day (UTC). */
                    sendsPerDay?: number;
                };
            };
        };
        responses: {
            /** @description Say what a recipe may do and how many messages it may send in a day; taking away what it needs switches it off. */
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
                        permissions: {
                            /** @description What its steps need. */
                            required: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What a person granted. */
                            granted: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What it needs before it can be switched on. */
                            missing: ("read" | "write" | "send" | "personal_data")[];
                            /** @description Most sends in one day (UTC). */
                            sendsPerDay: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                        permissions: {
                            /** @description What its steps need. */
                            required: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What a person granted. */
                            granted: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What it needs before it can be switched on. */
                            missing: ("read" | "write" | "send" | "personal_data")[];
                            /** @description Most sends in one day (UTC). */
                            sendsPerDay: number;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
            /** @description `ITC_RECIPE_NOT_GRANTED`: The recipe may not be switched on, because it was not granted what its steps do. */
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
                        permissions: {
                            /** @description What its steps need. */
                            required: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What a person granted. */
                            granted: ("read" | "write" | "send" | "personal_data")[];
                            /** @description What it needs before it can be switched on. */
                            missing: ("read" | "write" | "send" | "personal_data")[];
                            /** @description Most sends in one day (UTC). */
                            sendsPerDay: number;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                            /** @description What a step that calls nobody would do here. */
                            instead: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_recipes_name_dropped_events: {
        parameters: {
            query?: {
                /** @description Received at or after. */
                from?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Count the events of the kind that a recipe listens to, and those of them that its trigger let pass. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of its connection, repeated deliveries left out. */
                        events: number;
                        /** @description Those that started a job of the recipe. */
                        started: number;
                        dropped: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                         * @description The for-eaches around the place, outermost first; their first round is taken.
                         * @default []
                         */
                        loops?: {
                            step: string;
                            /** @description Any JSON value. */
                            list: unknown;
                            batchSize?: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_events: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                connection?: string;
                kind?: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
                eventName?: string;
                workflowId?: string;
                /** @description false leaves repeated deliveries out. */
                duplicates?: string;
                /** @description Received at or after; UTC, ISO 8601. */
                from?: string;
                /** @description Received before. */
                to?: string;
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
                            kind: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                        kind: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_event_search: {
        parameters: {
            query: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                connection?: string;
                kind?: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
                eventName?: string;
                workflowId?: string;
                /** @description false leaves repeated deliveries out. */
                duplicates?: string;
                /** @description Received at or after; UTC, ISO 8601. */
                from?: string;
                /** @description Received before. */
                to?: string;
                text: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Find events whose body, query or headers contain a text; each answer looks at a bounded part. */
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
                            kind: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
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
                        /** @description Cursor to search on from; null = all was searched. */
                        next: string | null;
                        /** @description Events looked at for this answer. */
                        searched: number;
                        /** @description When the last of them arrived. */
                        searchedTo: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_events_id_schema_check: {
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
            /** @description Compare the payload of an event with what is known of its trigger. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        triggerKey: string | null;
                        /**
                         * @description A version that a person saved, what was learned and shipped, or nothing is known.
                         * @enum {string}
                         */
                        basis: "saved" | "learned" | "nothing";
                        version: number | null;
                        faults: {
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                /** @description Code of the error. */
                code?: string;
                task?: string;
                /** @description true leaves out what was run again since. */
                isNewest?: string;
                /** @description Made at or after; UTC, ISO 8601. */
                from?: string;
                /** @description Made before. */
                to?: string;
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
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
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
                            /** @description The task that started it. */
                            task: string | null;
                            /** @description Of the step that took the most. */
                            attempts: number;
                            /** @description What the event was; null when it is no longer kept. */
                            startedBy: {
                                /** @enum {string} */
                                kind: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
                                eventName: string | null;
                                workflowId: string | null;
                            } | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
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
                        /** @description The task that started it. */
                        task: string | null;
                        /** @description Of the step that took the most. */
                        attempts: number;
                        /** @description What the event was; null when it is no longer kept. */
                        startedBy: {
                            /** @enum {string} */
                            kind: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
                            eventName: string | null;
                            workflowId: string | null;
                        } | null;
                        /** @description Of the step that the job came to. */
                        maxAttempts: number | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
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
                        /** @description The task that started it. */
                        task: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
            /** @description Run a held job on: a person found that the send did not go out, or that the changed payload is fine. */
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
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
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
                        /** @description The task that started it. */
                        task: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
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
                        /** @description The task that started it. */
                        task: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_jobs_id_comparison: {
        parameters: {
            query?: {
                with?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Compare a job with another one, or with the last one of its recipe that succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        job: {
                            id: string;
                            recipe: string;
                            version: number;
                            event: string;
                            /** @enum {string} */
                            status: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                            /** @description Number of recorded steps. */
                            steps: number;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
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
                            /** @description The task that started it. */
                            task: string | null;
                        };
                        other: {
                            id: string;
                            recipe: string;
                            version: number;
                            event: string;
                            /** @enum {string} */
                            status: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                            /** @description Number of recorded steps. */
                            steps: number;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
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
                            /** @description The task that started it. */
                            task: string | null;
                        };
                        isSameVersion: boolean;
                        payload: {
                            isSame: boolean;
                            /** @description Any JSON value. */
                            job: unknown;
                            /** @description Any JSON value. */
                            other: unknown;
                        };
                        steps: {
                            path: string;
                            isSame: boolean;
                            /** @description Last attempt; null where this job did not come so far. */
                            job: {
                                /** @description Any JSON value. */
                                input: unknown;
                                /** @description Any JSON value. */
                                output: unknown;
                                outcome: string | null;
                            } | null;
                            other: {
                                /** @description Any JSON value. */
                                input: unknown;
                                /** @description Any JSON value. */
                                output: unknown;
                                outcome: string | null;
                            } | null;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_job_export: {
        parameters: {
            query?: {
                recipe?: string;
                status?: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                event?: string;
                /** @description Code of the error. */
                code?: string;
                task?: string;
                /** @description true leaves out what was run again since. */
                isNewest?: string;
                /** @description Made at or after; UTC, ISO 8601. */
                from?: string;
                /** @description Made before. */
                to?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download the filtered jobs, newest first, without payloads. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "text/csv": string;
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_job_values: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Ids; one that is not there is left out. */
                    jobs: string[];
                    /** @description Texts with pills. */
                    mappings: string[];
                };
            };
        };
        responses: {
            /** @description Show what texts with pills give in jobs that ran. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description As asked for. */
                            values: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_tasks_estimate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    kind: "bulk_replay";
                    events: {
                        ids?: string[];
                        connection?: string;
                        /** @enum {string} */
                        kind?: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
                        eventName?: string;
                        workflowId?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        from?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        to?: string;
                    };
                    recipe?: string;
                } | {
                    /** @constant */
                    kind: "replay_missing";
                    recipe: string;
                    /**
                     * Format: date-time
                     * @description UTC, ISO 8601.
                     */
                    from: string;
                    /**
                     * Format: date-time
                     * @description UTC, ISO 8601.
                     */
                    to?: string;
                } | {
                    /** @constant */
                    kind: "rerun_jobs";
                    jobs: {
                        ids?: string[];
                        recipe?: string;
                        /** @enum {string} */
                        status?: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                        code?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        from?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        to?: string;
                    };
                    /**
                     * @description failed keeps the recorded successes.
                     * @default failed
                     * @enum {string}
                     */
                    from?: "failed" | "start";
                    /**
                     * @description Which version of the recipe runs.
                     * @default current
                     * @enum {string}
                     */
                    version?: "job" | "current";
                } | {
                    /** @constant */
                    kind: "recover_failed";
                    jobs: {
                        recipe?: string;
                        code?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        from?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        to?: string;
                    };
                    /**
                     * @description failed keeps the recorded successes.
                     * @default failed
                     * @enum {string}
                     */
                    from?: "failed" | "start";
                    /**
                     * @description Which version of the recipe runs.
                     * @default current
                     * @enum {string}
                     */
                    version?: "job" | "current";
                };
            };
        };
        responses: {
            /** @description Tell what a task would do, without doing it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Events or jobs it would look at. */
                        items: number;
                        /** @description Recipes that the first 25 items start. */
                        recipes: {
                            recipe: string;
                            /** @description Actions in it that send messages to people. */
                            sends: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_tasks: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                status?: "running" | "paused" | "done" | "cancelled" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the tasks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            status: "running" | "paused" | "done" | "cancelled" | "failed";
                            /** @description Any JSON value. */
                            input: unknown;
                            /** @description Events, jobs or people found when it was made, or bytes of the file. */
                            total: number;
                            /** @description Of them looked at, or ended. */
                            done: number;
                            /** @description Jobs started. */
                            started: number;
                            /** @description Of an import, up to now. */
                            result: {
                                rows: number;
                                /** @description Rows by what became of them. */
                                counts: {
                                    [key: string]: number;
                                };
                                failed: number;
                                /** @description The first ones; all of them are in the file of faults. */
                                faults: {
                                    row: number;
                                    code: string;
                                    message: string;
                                }[];
                            } | null;
                            /** @description People of a request to erase them, by what became of them up to now. */
                            erasures: {
                                done: number;
                                /** @description Iterable refused; erased here. */
                                failed: number;
                                cancelled: number;
                                /** @description Named once more by a later request, whose task has them now. */
                                moved: number;
                                /** @description What was erased here, by store. */
                                counts: {
                                    [key: string]: number;
                                };
                                wait: {
                                    /**
                                     * @description Iterable's limit of a day is used up, Iterable did not answer, or something failed here.
                                     * @enum {string}
                                     */
                                    reason: "limit" | "no_answer" | "fault";
                                    /**
                                     * Format: date-time
                                     * @description UTC, ISO 8601 with milliseconds.
                                     */
                                    until: string;
                                } | null;
                                /** @description The search through the events for the person who is being erased. */
                                looked: {
                                    events: number;
                                    of: number;
                                } | null;
                            } | null;
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
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            updatedAt: string;
                            endedAt: string | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_tasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    kind: "bulk_replay";
                    events: {
                        ids?: string[];
                        connection?: string;
                        /** @enum {string} */
                        kind?: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
                        eventName?: string;
                        workflowId?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        from?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        to?: string;
                    };
                    recipe?: string;
                } | {
                    /** @constant */
                    kind: "replay_missing";
                    recipe: string;
                    /**
                     * Format: date-time
                     * @description UTC, ISO 8601.
                     */
                    from: string;
                    /**
                     * Format: date-time
                     * @description UTC, ISO 8601.
                     */
                    to?: string;
                } | {
                    /** @constant */
                    kind: "rerun_jobs";
                    jobs: {
                        ids?: string[];
                        recipe?: string;
                        /** @enum {string} */
                        status?: "queued" | "running" | "waiting" | "held" | "succeeded" | "failed" | "stopped" | "discarded";
                        code?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        from?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        to?: string;
                    };
                    /**
                     * @description failed keeps the recorded successes.
                     * @default failed
                     * @enum {string}
                     */
                    from?: "failed" | "start";
                    /**
                     * @description Which version of the recipe runs.
                     * @default current
                     * @enum {string}
                     */
                    version?: "job" | "current";
                } | {
                    /** @constant */
                    kind: "recover_failed";
                    jobs: {
                        recipe?: string;
                        code?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        from?: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601.
                         */
                        to?: string;
                    };
                    /**
                     * @description failed keeps the recorded successes.
                     * @default failed
                     * @enum {string}
                     */
                    from?: "failed" | "start";
                    /**
                     * @description Which version of the recipe runs.
                     * @default current
                     * @enum {string}
                     */
                    version?: "job" | "current";
                };
            };
        };
        responses: {
            /** @description Start a task; it goes on after a restart. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: string;
                        /** @enum {string} */
                        status: "running" | "paused" | "done" | "cancelled" | "failed";
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @description Events, jobs or people found when it was made, or bytes of the file. */
                        total: number;
                        /** @description Of them looked at, or ended. */
                        done: number;
                        /** @description Jobs started. */
                        started: number;
                        /** @description Of an import, up to now. */
                        result: {
                            rows: number;
                            /** @description Rows by what became of them. */
                            counts: {
                                [key: string]: number;
                            };
                            failed: number;
                            /** @description The first ones; all of them are in the file of faults. */
                            faults: {
                                row: number;
                                code: string;
                                message: string;
                            }[];
                        } | null;
                        /** @description People of a request to erase them, by what became of them up to now. */
                        erasures: {
                            done: number;
                            /** @description Iterable refused; erased here. */
                            failed: number;
                            cancelled: number;
                            /** @description Named once more by a later request, whose task has them now. */
                            moved: number;
                            /** @description What was erased here, by store. */
                            counts: {
                                [key: string]: number;
                            };
                            wait: {
                                /**
                                 * @description Iterable's limit of a day is used up, Iterable did not answer, or something failed here.
                                 * @enum {string}
                                 */
                                reason: "limit" | "no_answer" | "fault";
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                            /** @description The search through the events for the person who is being erased. */
                            looked: {
                                events: number;
                                of: number;
                            } | null;
                        } | null;
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
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        endedAt: string | null;
                        /** @description The jobs that it started, by status now. */
                        jobs: {
                            [key: string]: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_tasks_id: {
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
            /** @description Show how far a task is, and what became of its jobs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: string;
                        /** @enum {string} */
                        status: "running" | "paused" | "done" | "cancelled" | "failed";
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @description Events, jobs or people found when it was made, or bytes of the file. */
                        total: number;
                        /** @description Of them looked at, or ended. */
                        done: number;
                        /** @description Jobs started. */
                        started: number;
                        /** @description Of an import, up to now. */
                        result: {
                            rows: number;
                            /** @description Rows by what became of them. */
                            counts: {
                                [key: string]: number;
                            };
                            failed: number;
                            /** @description The first ones; all of them are in the file of faults. */
                            faults: {
                                row: number;
                                code: string;
                                message: string;
                            }[];
                        } | null;
                        /** @description People of a request to erase them, by what became of them up to now. */
                        erasures: {
                            done: number;
                            /** @description Iterable refused; erased here. */
                            failed: number;
                            cancelled: number;
                            /** @description Named once more by a later request, whose task has them now. */
                            moved: number;
                            /** @description What was erased here, by store. */
                            counts: {
                                [key: string]: number;
                            };
                            wait: {
                                /**
                                 * @description Iterable's limit of a day is used up, Iterable did not answer, or something failed here.
                                 * @enum {string}
                                 */
                                reason: "limit" | "no_answer" | "fault";
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                            /** @description The search through the events for the person who is being erased. */
                            looked: {
                                events: number;
                                of: number;
                            } | null;
                        } | null;
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
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        endedAt: string | null;
                        /** @description The jobs that it started, by status now. */
                        jobs: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TASK_UNKNOWN`: There is no task with this id. */
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
    post_tasks_id_pause: {
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
            /** @description Let a task rest; jobs that it started run on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: string;
                        /** @enum {string} */
                        status: "running" | "paused" | "done" | "cancelled" | "failed";
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @description Events, jobs or people found when it was made, or bytes of the file. */
                        total: number;
                        /** @description Of them looked at, or ended. */
                        done: number;
                        /** @description Jobs started. */
                        started: number;
                        /** @description Of an import, up to now. */
                        result: {
                            rows: number;
                            /** @description Rows by what became of them. */
                            counts: {
                                [key: string]: number;
                            };
                            failed: number;
                            /** @description The first ones; all of them are in the file of faults. */
                            faults: {
                                row: number;
                                code: string;
                                message: string;
                            }[];
                        } | null;
                        /** @description People of a request to erase them, by what became of them up to now. */
                        erasures: {
                            done: number;
                            /** @description Iterable refused; erased here. */
                            failed: number;
                            cancelled: number;
                            /** @description Named once more by a later request, whose task has them now. */
                            moved: number;
                            /** @description What was erased here, by store. */
                            counts: {
                                [key: string]: number;
                            };
                            wait: {
                                /**
                                 * @description Iterable's limit of a day is used up, Iterable did not answer, or something failed here.
                                 * @enum {string}
                                 */
                                reason: "limit" | "no_answer" | "fault";
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                            /** @description The search through the events for the person who is being erased. */
                            looked: {
                                events: number;
                                of: number;
                            } | null;
                        } | null;
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
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        endedAt: string | null;
                        /** @description The jobs that it started, by status now. */
                        jobs: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TASK_UNKNOWN`: There is no task with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TASK_STATE`: The task has ended already. */
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
    post_tasks_id_resume: {
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
            /** @description Let a paused task go on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: string;
                        /** @enum {string} */
                        status: "running" | "paused" | "done" | "cancelled" | "failed";
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @description Events, jobs or people found when it was made, or bytes of the file. */
                        total: number;
                        /** @description Of them looked at, or ended. */
                        done: number;
                        /** @description Jobs started. */
                        started: number;
                        /** @description Of an import, up to now. */
                        result: {
                            rows: number;
                            /** @description Rows by what became of them. */
                            counts: {
                                [key: string]: number;
                            };
                            failed: number;
                            /** @description The first ones; all of them are in the file of faults. */
                            faults: {
                                row: number;
                                code: string;
                                message: string;
                            }[];
                        } | null;
                        /** @description People of a request to erase them, by what became of them up to now. */
                        erasures: {
                            done: number;
                            /** @description Iterable refused; erased here. */
                            failed: number;
                            cancelled: number;
                            /** @description Named once more by a later request, whose task has them now. */
                            moved: number;
                            /** @description What was erased here, by store. */
                            counts: {
                                [key: string]: number;
                            };
                            wait: {
                                /**
                                 * @description Iterable's limit of a day is used up, Iterable did not answer, or something failed here.
                                 * @enum {string}
                                 */
                                reason: "limit" | "no_answer" | "fault";
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                            /** @description The search through the events for the person who is being erased. */
                            looked: {
                                events: number;
                                of: number;
                            } | null;
                        } | null;
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
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        endedAt: string | null;
                        /** @description The jobs that it started, by status now. */
                        jobs: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TASK_UNKNOWN`: There is no task with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TASK_STATE`: The task has ended already. */
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
    post_tasks_id_cancel: {
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
            /** @description Stop a task; jobs that it started, rows that it took and people whom Iterable was asked to erase stay. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: string;
                        /** @enum {string} */
                        status: "running" | "paused" | "done" | "cancelled" | "failed";
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @description Events, jobs or people found when it was made, or bytes of the file. */
                        total: number;
                        /** @description Of them looked at, or ended. */
                        done: number;
                        /** @description Jobs started. */
                        started: number;
                        /** @description Of an import, up to now. */
                        result: {
                            rows: number;
                            /** @description Rows by what became of them. */
                            counts: {
                                [key: string]: number;
                            };
                            failed: number;
                            /** @description The first ones; all of them are in the file of faults. */
                            faults: {
                                row: number;
                                code: string;
                                message: string;
                            }[];
                        } | null;
                        /** @description People of a request to erase them, by what became of them up to now. */
                        erasures: {
                            done: number;
                            /** @description Iterable refused; erased here. */
                            failed: number;
                            cancelled: number;
                            /** @description Named once more by a later request, whose task has them now. */
                            moved: number;
                            /** @description What was erased here, by store. */
                            counts: {
                                [key: string]: number;
                            };
                            wait: {
                                /**
                                 * @description Iterable's limit of a day is used up, Iterable did not answer, or something failed here.
                                 * @enum {string}
                                 */
                                reason: "limit" | "no_answer" | "fault";
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                            /** @description The search through the events for the person who is being erased. */
                            looked: {
                                events: number;
                                of: number;
                            } | null;
                        } | null;
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
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        endedAt: string | null;
                        /** @description The jobs that it started, by status now. */
                        jobs: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TASK_UNKNOWN`: There is no task with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TASK_STATE`: The task has ended already. */
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
    get_tasks_id_faults: {
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
            /** @description Download the rows that an import did not take as CSV; kept for a day. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_TASK_UNKNOWN`: There is no task with this id. */
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
    post_consent_name_import_tasks: {
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
                    /** @description Id of an uploaded file, see `POST /bulk/files`. */
                    file: string;
                    /**
                     * @description Counts only; the file is kept for the import itself.
                     * @default false
                     */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Take preferences from an uploaded CSV in the background; answers the task. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: string;
                        /** @enum {string} */
                        status: "running" | "paused" | "done" | "cancelled" | "failed";
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @description Events, jobs or people found when it was made, or bytes of the file. */
                        total: number;
                        /** @description Of them looked at, or ended. */
                        done: number;
                        /** @description Jobs started. */
                        started: number;
                        /** @description Of an import, up to now. */
                        result: {
                            rows: number;
                            /** @description Rows by what became of them. */
                            counts: {
                                [key: string]: number;
                            };
                            failed: number;
                            /** @description The first ones; all of them are in the file of faults. */
                            faults: {
                                row: number;
                                code: string;
                                message: string;
                            }[];
                        } | null;
                        /** @description People of a request to erase them, by what became of them up to now. */
                        erasures: {
                            done: number;
                            /** @description Iterable refused; erased here. */
                            failed: number;
                            cancelled: number;
                            /** @description Named once more by a later request, whose task has them now. */
                            moved: number;
                            /** @description What was erased here, by store. */
                            counts: {
                                [key: string]: number;
                            };
                            wait: {
                                /**
                                 * @description Iterable's limit of a day is used up, Iterable did not answer, or something failed here.
                                 * @enum {string}
                                 */
                                reason: "limit" | "no_answer" | "fault";
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                            /** @description The search through the events for the person who is being erased. */
                            looked: {
                                events: number;
                                of: number;
                            } | null;
                        } | null;
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
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        endedAt: string | null;
                        /** @description The jobs that it started, by status now. */
                        jobs: {
                            [key: string]: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             *     `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_TOO_LARGE`: The file is larger than a bulk run takes. */
            413: {
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
    post_suppressions_import_tasks: {
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
                    /** @description Id of an uploaded file, see `POST /bulk/files`. */
                    file: string;
                    /**
                     * @description Counts only; the file is kept for the import itself.
                     * @default false
                     */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Take suppressions from an uploaded CSV in the background; answers the task. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: string;
                        /** @enum {string} */
                        status: "running" | "paused" | "done" | "cancelled" | "failed";
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @description Events, jobs or people found when it was made, or bytes of the file. */
                        total: number;
                        /** @description Of them looked at, or ended. */
                        done: number;
                        /** @description Jobs started. */
                        started: number;
                        /** @description Of an import, up to now. */
                        result: {
                            rows: number;
                            /** @description Rows by what became of them. */
                            counts: {
                                [key: string]: number;
                            };
                            failed: number;
                            /** @description The first ones; all of them are in the file of faults. */
                            faults: {
                                row: number;
                                code: string;
                                message: string;
                            }[];
                        } | null;
                        /** @description People of a request to erase them, by what became of them up to now. */
                        erasures: {
                            done: number;
                            /** @description Iterable refused; erased here. */
                            failed: number;
                            cancelled: number;
                            /** @description Named once more by a later request, whose task has them now. */
                            moved: number;
                            /** @description What was erased here, by store. */
                            counts: {
                                [key: string]: number;
                            };
                            wait: {
                                /**
                                 * @description Iterable's limit of a day is used up, Iterable did not answer, or something failed here.
                                 * @enum {string}
                                 */
                                reason: "limit" | "no_answer" | "fault";
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                            /** @description The search through the events for the person who is being erased. */
                            looked: {
                                events: number;
                                of: number;
                            } | null;
                        } | null;
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
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        updatedAt: string;
                        endedAt: string | null;
                        /** @description The jobs that it started, by status now. */
                        jobs: {
                            [key: string]: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             *     `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_TOO_LARGE`: The file is larger than a bulk run takes. */
            413: {
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
    get_statistics_events: {
        parameters: {
            query: {
                /** @description Begin of the first bucket; UTC, ISO 8601. */
                from: string;
                /** @description Length of a bucket. */
                bucketMs: number;
                buckets: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Count the received events by time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        buckets: {
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            at: string;
                            received: number;
                            duplicates: number;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_statistics_jobs: {
        parameters: {
            query: {
                /** @description Begin of the first bucket; UTC, ISO 8601. */
                from: string;
                /** @description Length of a bucket. */
                bucketMs: number;
                buckets: number;
                recipe?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Count the jobs by time and status, with latency percentiles and failures by recipe and cause. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Later than asked for where there are more than 100,000 jobs.
                         */
                        coveredFrom: string;
                        buckets: {
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            at: string;
                            statuses: {
                                [key: string]: number;
                            };
                            latency: {
                                jobs: number;
                                p50: number;
                                p95: number;
                                p99: number;
                            } | null;
                        }[];
                        latency: {
                            jobs: number;
                            p50: number;
                            p95: number;
                            p99: number;
                        } | null;
                        failures: {
                            recipe: string;
                            code: string;
                            jobs: number;
                            lastJob: string;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            lastAt: string;
                            message: string;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_statistics_queue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Count all jobs by status, and tell since when the oldest one waits for a worker. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statuses: {
                            [key: string]: number;
                        };
                        oldestQueuedAt: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_rate_limits: {
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
            /** @description Show how much of each limit of Iterable this server used in the last minute. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Region, or address of a sandbox. */
                            where: string;
                            /** @enum {string} */
                            sharedBy: "key" | "project" | "organisation";
                            method: string;
                            path: string;
                            /** @description Calls within the period now. */
                            used: number;
                            lastMinute: number;
                            limit: {
                                calls: number;
                                perMs: number;
                            } | null;
                            /** @description Iterable asked to wait until then. */
                            blockedUntil: string | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                            /** @description What the project or the key must have first. */
                            requires: string | null;
                            /**
                             * @description `depends`: the input decides.
                             * @enum {string}
                             */
                            effect: "read" | "write" | "send" | "depends";
                            /** @description true where one call carries many items. */
                            isBulk: boolean;
                            /** @description true where a `forEachPage` can take the answer in pages. */
                            hasRows: boolean;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                        /** @description What the project or the key must have first. */
                        requires: string | null;
                        /**
                         * @description `depends`: the input decides.
                         * @enum {string}
                         */
                        effect: "read" | "write" | "send" | "depends";
                        /** @description true where one call carries many items. */
                        isBulk: boolean;
                        /** @description true where a `forEachPage` can take the answer in pages. */
                        hasRows: boolean;
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
                        /** @description A second limit over a longer time. */
                        cap: {
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
                        /** @description Whether `dataFields` are fields of the user profile. */
                        writesProfile: boolean;
                        /** @description JSON Schema with form hints. */
                        input: unknown;
                        /** @description JSON Schema. */
                        output: unknown;
                        /** @description Any JSON value. */
                        examples: unknown;
                        /** @description Any JSON value. */
                        antiExamples: unknown;
                        /** @description The first example as recipe step, command line, curl and TypeScript. */
                        snippets: {
                            yaml: string;
                            cli: string;
                            curl: string;
                            typescript: string;
                        };
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                    /**
                     * @description A message goes also to somebody who unsubscribed.
                     * @default false
                     */
                    ignoreUnsubscribes?: boolean;
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
                        /** @description What a dry run of a step that calls nobody would do here. */
                        instead: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_bulk_files: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Upload a file, or its first part; a part must arrive within 10 seconds. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        file: string;
                        bytes: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_TOO_LARGE`: The file is larger than a bulk run takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    post_bulk_files_id: {
        parameters: {
            query: {
                offset: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Append the next part of a file; a part that was not answered may be sent again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        file: string;
                        bytes: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_STATE`: The bulk run is not in a state that allows this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_TOO_LARGE`: The file is larger than a bulk run takes. */
            413: {
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
    get_bulk: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
                status?: "queued" | "running" | "paused" | "cancelled" | "done" | "failed";
                connection?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the bulk runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            action: string;
                            connection: string;
                            /** @description Any JSON value. */
                            source: unknown;
                            /** @description Any JSON value. */
                            mapping: unknown;
                            auto: boolean;
                            /** @description Any JSON value. */
                            input: unknown;
                            /** @enum {string} */
                            status: "queued" | "running" | "paused" | "cancelled" | "done" | "failed";
                            /** @description Rows by result; recorded ones only. */
                            counts: {
                                accepted: number;
                                failed: number;
                                skipped: number;
                                unknown: number;
                            };
                            /** @description Recorded groups of results. */
                            calls: number;
                            /** @description null while the run does not run. */
                            progress: {
                                bytes: number;
                                totalBytes: number;
                                rowsPerSecond: number | null;
                                etaMs: number | null;
                                wait: {
                                    reason: string;
                                    /**
                                     * Format: date-time
                                     * @description UTC, ISO 8601 with milliseconds.
                                     */
                                    until: string;
                                } | null;
                            } | null;
                            error: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            /** @description The run whose rows it takes again. */
                            redriveOf: string | null;
                            /** @description The job whose step started it. */
                            job: string | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    post_bulk: {
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
                    /** @description Id of an uploaded file. */
                    file?: string;
                    /**
                     * @description Form of the uploaded file.
                     * @default ndjson
                     * @enum {string}
                     */
                    format?: "ndjson" | "csv" | "json";
                    /** @description Between the cells of a CSV; default a comma. */
                    delimiter?: string;
                    /** @description The rows themselves. */
                    rows?: {
                        [key: string]: unknown;
                    }[];
                    /** @description The members of this list of Iterable. */
                    list?: number;
                    /** @description The rows of this export of Iterable. */
                    export?: {
                        /** @description What to export, for example `emailSend`, `user` or `customEvent`. */
                        dataTypeName: string;
                        /** @enum {string} */
                        range?: "Today" | "Yesterday" | "BeforeToday" | "All";
                        startDateTime?: string;
                        endDateTime?: string;
                        campaignId?: number;
                        /** @description Field names, parted by commas. */
                        onlyFields?: string;
                        omitFields?: string;
                    };
                    action: string;
                    /** @description One item, with pills of `row`. */
                    mapping?: {
                        [key: string]: unknown;
                    };
                    /** @description Fields of the same name; default for CSV without a mapping. */
                    auto?: boolean;
                    /**
                     * @description Input of the action besides its items.
                     * @default {}
                     */
                    input?: {
                        [key: string]: unknown;
                    };
                    /** @default false */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Run an action over many rows, or check them with `dryRun` and send nothing. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: {
                            id: string;
                            action: string;
                            connection: string;
                            /** @description Any JSON value. */
                            source: unknown;
                            /** @description Any JSON value. */
                            mapping: unknown;
                            auto: boolean;
                            /** @description Any JSON value. */
                            input: unknown;
                            /** @enum {string} */
                            status: "queued" | "running" | "paused" | "cancelled" | "done" | "failed";
                            /** @description Rows by result; recorded ones only. */
                            counts: {
                                accepted: number;
                                failed: number;
                                skipped: number;
                                unknown: number;
                            };
                            /** @description Recorded groups of results. */
                            calls: number;
                            /** @description null while the run does not run. */
                            progress: {
                                bytes: number;
                                totalBytes: number;
                                rowsPerSecond: number | null;
                                etaMs: number | null;
                                wait: {
                                    reason: string;
                                    /**
                                     * Format: date-time
                                     * @description UTC, ISO 8601 with milliseconds.
                                     */
                                    until: string;
                                } | null;
                            } | null;
                            error: {
                                code: string;
                                message: string;
                                hint: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            /** @description The run whose rows it takes again. */
                            redriveOf: string | null;
                            /** @description The job whose step started it. */
                            job: string | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            createdAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                        } | null;
                        check: {
                            rows: number;
                            ready: number;
                            calls: number;
                            /** @description Least time at the published limit. */
                            leastMs: number | null;
                            faulty: number;
                            faults: {
                                row: number;
                                key: string;
                                /** @enum {string} */
                                outcome: "accepted" | "failed" | "skipped" | "unknown";
                                reason?: string;
                                /** @description Line of a CSV. */
                                line?: number;
                            }[];
                            sample: {
                                row: number;
                                /** @description Any JSON value. */
                                item: unknown;
                            }[];
                            /** @description The first call. */
                            request: {
                                method: string;
                                path: string;
                                /** @description Items of the call; the body shows the first ones. */
                                items: number;
                                /** @description Any JSON value. */
                                body: unknown;
                            } | null;
                            /** @description false: only the first rows of a list or an export were read. */
                            isComplete: boolean;
                            typesChecked: boolean;
                        } | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             *
             *     `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id.
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
             *     `ITC_PILL_SYNTAX`: A pill `{{ … }}` cannot be read.
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
    post_bulk_sample: {
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
                    /** @description Id of an uploaded file. */
                    file?: string;
                    /**
                     * @description Form of the uploaded file.
                     * @default ndjson
                     * @enum {string}
                     */
                    format?: "ndjson" | "csv" | "json";
                    /** @description Between the cells of a CSV; default a comma. */
                    delimiter?: string;
                    /** @description The rows themselves. */
                    rows?: {
                        [key: string]: unknown;
                    }[];
                    /** @description The members of this list of Iterable. */
                    list?: number;
                    /** @description The rows of this export of Iterable. */
                    export?: {
                        /** @description What to export, for example `emailSend`, `user` or `customEvent`. */
                        dataTypeName: string;
                        /** @enum {string} */
                        range?: "Today" | "Yesterday" | "BeforeToday" | "All";
                        startDateTime?: string;
                        endDateTime?: string;
                        campaignId?: number;
                        /** @description Field names, parted by commas. */
                        onlyFields?: string;
                        omitFields?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Show the columns and the first rows of a source, to map by; of a list or an export they are read from Iterable. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        columns: string[];
                        rows: {
                            row: number;
                            /** @description Any JSON value. */
                            value: unknown;
                            fault: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             *     `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id.
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
            /** @description `ITC_ITERABLE_RATE_LIMIT`: Iterable asks to slow down. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_bulk_id: {
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
            /** @description Show a bulk run with its counts and its pace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        action: string;
                        connection: string;
                        /** @description Any JSON value. */
                        source: unknown;
                        /** @description Any JSON value. */
                        mapping: unknown;
                        auto: boolean;
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @enum {string} */
                        status: "queued" | "running" | "paused" | "cancelled" | "done" | "failed";
                        /** @description Rows by result; recorded ones only. */
                        counts: {
                            accepted: number;
                            failed: number;
                            skipped: number;
                            unknown: number;
                        };
                        /** @description Recorded groups of results. */
                        calls: number;
                        /** @description null while the run does not run. */
                        progress: {
                            bytes: number;
                            totalBytes: number;
                            rowsPerSecond: number | null;
                            etaMs: number | null;
                            wait: {
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                        } | null;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        /** @description The run whose rows it takes again. */
                        redriveOf: string | null;
                        /** @description The job whose step started it. */
                        job: string | null;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        startedAt: string | null;
                        endedAt: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id. */
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
    post_bulk_id_pause: {
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
            /** @description Pause a run after the calls under way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        action: string;
                        connection: string;
                        /** @description Any JSON value. */
                        source: unknown;
                        /** @description Any JSON value. */
                        mapping: unknown;
                        auto: boolean;
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @enum {string} */
                        status: "queued" | "running" | "paused" | "cancelled" | "done" | "failed";
                        /** @description Rows by result; recorded ones only. */
                        counts: {
                            accepted: number;
                            failed: number;
                            skipped: number;
                            unknown: number;
                        };
                        /** @description Recorded groups of results. */
                        calls: number;
                        /** @description null while the run does not run. */
                        progress: {
                            bytes: number;
                            totalBytes: number;
                            rowsPerSecond: number | null;
                            etaMs: number | null;
                            wait: {
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                        } | null;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        /** @description The run whose rows it takes again. */
                        redriveOf: string | null;
                        /** @description The job whose step started it. */
                        job: string | null;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        startedAt: string | null;
                        endedAt: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_STATE`: The bulk run is not in a state that allows this. */
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
    post_bulk_id_resume: {
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
            /** @description Go on with a paused or failed run from its last recorded row. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        action: string;
                        connection: string;
                        /** @description Any JSON value. */
                        source: unknown;
                        /** @description Any JSON value. */
                        mapping: unknown;
                        auto: boolean;
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @enum {string} */
                        status: "queued" | "running" | "paused" | "cancelled" | "done" | "failed";
                        /** @description Rows by result; recorded ones only. */
                        counts: {
                            accepted: number;
                            failed: number;
                            skipped: number;
                            unknown: number;
                        };
                        /** @description Recorded groups of results. */
                        calls: number;
                        /** @description null while the run does not run. */
                        progress: {
                            bytes: number;
                            totalBytes: number;
                            rowsPerSecond: number | null;
                            etaMs: number | null;
                            wait: {
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                        } | null;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        /** @description The run whose rows it takes again. */
                        redriveOf: string | null;
                        /** @description The job whose step started it. */
                        job: string | null;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        startedAt: string | null;
                        endedAt: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_STATE`: The bulk run is not in a state that allows this. */
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
    post_bulk_id_cancel: {
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
            /** @description End a run after the calls under way; what was sent stays sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        action: string;
                        connection: string;
                        /** @description Any JSON value. */
                        source: unknown;
                        /** @description Any JSON value. */
                        mapping: unknown;
                        auto: boolean;
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @enum {string} */
                        status: "queued" | "running" | "paused" | "cancelled" | "done" | "failed";
                        /** @description Rows by result; recorded ones only. */
                        counts: {
                            accepted: number;
                            failed: number;
                            skipped: number;
                            unknown: number;
                        };
                        /** @description Recorded groups of results. */
                        calls: number;
                        /** @description null while the run does not run. */
                        progress: {
                            bytes: number;
                            totalBytes: number;
                            rowsPerSecond: number | null;
                            etaMs: number | null;
                            wait: {
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                        } | null;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        /** @description The run whose rows it takes again. */
                        redriveOf: string | null;
                        /** @description The job whose step started it. */
                        job: string | null;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        startedAt: string | null;
                        endedAt: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_STATE`: The bulk run is not in a state that allows this. */
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
    post_bulk_id_redrive: {
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
                     * @default [
                     *       "failed"
                     *     ]
                     */
                    outcomes?: ("accepted" | "failed" | "skipped" | "unknown")[];
                };
            };
        };
        responses: {
            /** @description Run again over the rows of a run that failed, and no others. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        action: string;
                        connection: string;
                        /** @description Any JSON value. */
                        source: unknown;
                        /** @description Any JSON value. */
                        mapping: unknown;
                        auto: boolean;
                        /** @description Any JSON value. */
                        input: unknown;
                        /** @enum {string} */
                        status: "queued" | "running" | "paused" | "cancelled" | "done" | "failed";
                        /** @description Rows by result; recorded ones only. */
                        counts: {
                            accepted: number;
                            failed: number;
                            skipped: number;
                            unknown: number;
                        };
                        /** @description Recorded groups of results. */
                        calls: number;
                        /** @description null while the run does not run. */
                        progress: {
                            bytes: number;
                            totalBytes: number;
                            rowsPerSecond: number | null;
                            etaMs: number | null;
                            wait: {
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                until: string;
                            } | null;
                        } | null;
                        error: {
                            code: string;
                            message: string;
                            hint: string;
                            details?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        /** @description The run whose rows it takes again. */
                        redriveOf: string | null;
                        /** @description The job whose step started it. */
                        job: string | null;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        startedAt: string | null;
                        endedAt: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_STATE`: The bulk run is not in a state that allows this. */
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
    get_bulk_id_causes: {
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
            /** @description Tell why rows failed, were skipped or are unknown, how many for each reason, and what to do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            outcome: "accepted" | "failed" | "skipped" | "unknown";
                            reason: string;
                            hint: string;
                            rows: number;
                            firstRow: number;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id. */
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
    get_bulk_id_results: {
        parameters: {
            query?: {
                format?: "ndjson" | "csv";
                outcome?: "accepted" | "failed" | "skipped" | "unknown";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download the result of each row that is recorded so far. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_BULK_UNKNOWN`: There is no bulk run or uploaded file with this id. */
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
    post_exports_data: {
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
                    /**
                     * @description The form that Iterable is asked for; CSV has text only.
                     * @default ndjson
                     * @enum {string}
                     */
                    format?: "ndjson" | "csv";
                    query: {
                        /** @description What to export, for example `emailSend`, `user` or `customEvent`. */
                        dataTypeName: string;
                        /** @enum {string} */
                        range?: "Today" | "Yesterday" | "BeforeToday" | "All";
                        startDateTime?: string;
                        endDateTime?: string;
                        campaignId?: number;
                        /** @description Field names, parted by commas. */
                        onlyFields?: string;
                        omitFields?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Stream an export of Iterable as JSON lines: `wait`, `rows`, `bad`, and `end` or `error` as the last one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_sends_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Items per page; default 50. */
                    limit?: number;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    connection: string;
                    email?: string;
                    userId?: string;
                    origin?: string;
                    /** @enum {string} */
                    status?: "sending" | "accepted" | "refused" | "unknown";
                    campaignId?: number;
                };
            };
        };
        responses: {
            /** @description List the messages of a connection, of a job or to a person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Comes back in the metadata of webhooks. */
                            id: string;
                            /** @description Job or bulk run that sent it. */
                            origin: string | null;
                            /** @description Step of the job, or row of the bulk run. */
                            place: string | null;
                            action: string;
                            channel: string;
                            campaignId: number;
                            email: string | null;
                            userId: string | null;
                            /** @enum {string} */
                            status: "sending" | "accepted" | "refused" | "unknown";
                            error: string | null;
                            messageId: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_sends_id: {
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
            /** @description Show a message with everything that webhooks told of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Comes back in the metadata of webhooks. */
                        id: string;
                        /** @description Job or bulk run that sent it. */
                        origin: string | null;
                        /** @description Step of the job, or row of the bulk run. */
                        place: string | null;
                        action: string;
                        channel: string;
                        campaignId: number;
                        email: string | null;
                        userId: string | null;
                        /** @enum {string} */
                        status: "sending" | "accepted" | "refused" | "unknown";
                        error: string | null;
                        messageId: string | null;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        /** @description The oldest first; at most 200. */
                        events: {
                            /** @description Id of the stored event. */
                            id: string;
                            sendId: string | null;
                            /** @description send, delivery, skip, bounce, complaint, open, click, unsubscribe and more. */
                            type: string;
                            /** @description As Iterable names it. */
                            eventName: string;
                            channel: string;
                            campaignId: number | null;
                            messageId: string | null;
                            email: string | null;
                            userId: string | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            receivedAt: string;
                            happenedAt: string | null;
                            /** @enum {string} */
                            match: "send_id" | "message_id" | "campaign_and_person" | "unknown_send" | "no_metadata" | "other_campaign";
                            detail: string | null;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_SEND_UNKNOWN`: There is no such send. */
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
    post_people_timeline: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Items per page; default 50. */
                    limit?: number;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    connection: string;
                    email?: string;
                    userId?: string;
                };
            };
        };
        responses: {
            /** @description The messages to a person with their events, and the events of the person that belong to no message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sends: {
                            items: {
                                /** @description Comes back in the metadata of webhooks. */
                                id: string;
                                /** @description Job or bulk run that sent it. */
                                origin: string | null;
                                /** @description Step of the job, or row of the bulk run. */
                                place: string | null;
                                action: string;
                                channel: string;
                                campaignId: number;
                                email: string | null;
                                userId: string | null;
                                /** @enum {string} */
                                status: "sending" | "accepted" | "refused" | "unknown";
                                error: string | null;
                                messageId: string | null;
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                createdAt: string;
                                /** @description The oldest first; at most 200. */
                                events: {
                                    /** @description Id of the stored event. */
                                    id: string;
                                    sendId: string | null;
                                    /** @description send, delivery, skip, bounce, complaint, open, click, unsubscribe and more. */
                                    type: string;
                                    /** @description As Iterable names it. */
                                    eventName: string;
                                    channel: string;
                                    campaignId: number | null;
                                    messageId: string | null;
                                    email: string | null;
                                    userId: string | null;
                                    /**
                                     * Format: date-time
                                     * @description UTC, ISO 8601 with milliseconds.
                                     */
                                    receivedAt: string;
                                    happenedAt: string | null;
                                    /** @enum {string} */
                                    match: "send_id" | "message_id" | "campaign_and_person" | "unknown_send" | "no_metadata" | "other_campaign";
                                    detail: string | null;
                                }[];
                            }[];
                            /** @description Cursor of the next page. */
                            next: string | null;
                        };
                        otherEvents: {
                            /** @description Id of the stored event. */
                            id: string;
                            sendId: string | null;
                            /** @description send, delivery, skip, bounce, complaint, open, click, unsubscribe and more. */
                            type: string;
                            /** @description As Iterable names it. */
                            eventName: string;
                            channel: string;
                            campaignId: number | null;
                            messageId: string | null;
                            email: string | null;
                            userId: string | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            receivedAt: string;
                            happenedAt: string | null;
                            /** @enum {string} */
                            match: "send_id" | "message_id" | "campaign_and_person" | "unknown_send" | "no_metadata" | "other_campaign";
                            detail: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_send_events_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Items per page; default 50. */
                    limit?: number;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    connection: string;
                    email?: string;
                    userId?: string;
                    type?: string;
                    matches?: ("send_id" | "message_id" | "campaign_and_person" | "unknown_send" | "no_metadata" | "other_campaign")[];
                    /** Format: date-time */
                    from?: string;
                };
            };
        };
        responses: {
            /** @description List what webhooks told about messages, for example what belongs to no message of this server. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Id of the stored event. */
                            id: string;
                            sendId: string | null;
                            /** @description send, delivery, skip, bounce, complaint, open, click, unsubscribe and more. */
                            type: string;
                            /** @description As Iterable names it. */
                            eventName: string;
                            channel: string;
                            campaignId: number | null;
                            messageId: string | null;
                            email: string | null;
                            userId: string | null;
                            /**
                             * Format: date-time
                             * @description UTC, ISO 8601 with milliseconds.
                             */
                            receivedAt: string;
                            happenedAt: string | null;
                            /** @enum {string} */
                            match: "send_id" | "message_id" | "campaign_and_person" | "unknown_send" | "no_metadata" | "other_campaign";
                            detail: string | null;
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_connections_name_send_settings: {
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
            /** @description Show the message types, the test mode and the limits of sending. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @default null */
                        transactionalMessageTypeId: number | null;
                        /** @default null */
                        marketingMessageTypeId: number | null;
                        /**
                         * @default {
                         *       "isOn": false,
                         *       "recipients": []
                         *     }
                         */
                        testMode: {
                            isOn: boolean;
                            /** @description Addresses, `@example.com` for everybody there, or user IDs. */
                            recipients: string[];
                        };
                        /**
                         * @description Static list that suppressed people are taken off; null: none.
                         * @default null
                         */
                        suppressionListId: number | null;
                        /**
                         * @description Contents that may get a template and a campaign of their own.
                         * @default 500
                         */
                        maxContents: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_connections_name_send_settings: {
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
                    /** @default null */
                    transactionalMessageTypeId?: number | null;
                    /** @default null */
                    marketingMessageTypeId?: number | null;
                    /**
                     * @default {
                     *       "isOn": false,
                     *       "recipients": []
                     *     }
                     */
                    testMode?: {
                        isOn: boolean;
                        /** @description Addresses, `@example.com` for everybody there, or user IDs. */
                        recipients: string[];
                    };
                    /**
                     * @description Static list that suppressed people are taken off; null: none.
                     * @default null
                     */
                    suppressionListId?: number | null;
                    /**
                     * @description Contents that may get a template and a campaign of their own.
                     * @default 500
                     */
                    maxContents?: number;
                };
            };
        };
        responses: {
            /** @description Set them; what is left out goes back to its default. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @default null */
                        transactionalMessageTypeId: number | null;
                        /** @default null */
                        marketingMessageTypeId: number | null;
                        /**
                         * @default {
                         *       "isOn": false,
                         *       "recipients": []
                         *     }
                         */
                        testMode: {
                            isOn: boolean;
                            /** @description Addresses, `@example.com` for everybody there, or user IDs. */
                            recipients: string[];
                        };
                        /**
                         * @description Static list that suppressed people are taken off; null: none.
                         * @default null
                         */
                        suppressionListId: number | null;
                        /**
                         * @description Contents that may get a template and a campaign of their own.
                         * @default 500
                         */
                        maxContents: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_suppressions_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Items per page; default 50. */
                    limit?: number;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    connection: string;
                    email?: string;
                    userId?: string;
                    /** @enum {string} */
                    channel?: "email" | "sms" | "push" | "in_app" | "web_push" | "whatsapp" | "embedded";
                    /** @enum {string} */
                    reason?: "unsubscribe" | "complaint" | "hard_bounce" | "manual" | "import";
                    /**
                     * @description false: those that were lifted.
                     * @default true
                     */
                    isActive?: boolean;
                };
            };
        };
        responses: {
            /** @description List the suppressions of a connection, of a channel, a reason or a person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            channel: string;
                            email: string | null;
                            userId: string | null;
                            /** @description By scope: `all`, or `channel:12` and `type:34` of Iterable. */
                            marks: {
                                [key: string]: {
                                    isOn: boolean;
                                    /** @enum {string} */
                                    reason: "unsubscribe" | "complaint" | "hard_bounce" | "manual" | "import";
                                    /**
                                     * Format: date-time
                                     * @description UTC, ISO 8601 with milliseconds.
                                     */
                                    at: string;
                                    source: string;
                                };
                            };
                            isActive: boolean;
                            /** @description When the person was taken off Iterable's list. */
                            pushedAt: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_suppressions: {
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
                    email?: string;
                    userId?: string;
                    /**
                     * @default email
                     * @enum {string}
                     */
                    channel?: "email" | "sms" | "push" | "in_app" | "web_push" | "whatsapp" | "embedded";
                    /**
                     * @description true takes every mark of the channel back.
                     * @default false
                     */
                    lift?: boolean;
                };
            };
        };
        responses: {
            /** @description Suppress a person in a channel, or lift the suppression. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        channel: string;
                        email: string | null;
                        userId: string | null;
                        /** @description By scope: `all`, or `channel:12` and `type:34` of Iterable. */
                        marks: {
                            [key: string]: {
                                isOn: boolean;
                                /** @enum {string} */
                                reason: "unsubscribe" | "complaint" | "hard_bounce" | "manual" | "import";
                                /**
                                 * Format: date-time
                                 * @description UTC, ISO 8601 with milliseconds.
                                 */
                                at: string;
                                source: string;
                            };
                        };
                        isActive: boolean;
                        /** @description When the person was taken off Iterable's list. */
                        pushedAt: string | null;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             *     `ITC_SUPPRESSION_UNKNOWN`: There is no such suppression.
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
    delete_suppressions_id: {
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
            /** @description Remove a suppression without a trace; a lift keeps what was known. */
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_SUPPRESSION_UNKNOWN`: There is no such suppression. */
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
    post_suppressions_import: {
        parameters: {
            query: {
                connection: string;
                /** @description Counts only. */
                dryRun?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Take suppressions from CSV of up to 1 MB: `email` or `user_id`, and `channel`, `reason`, `scopes`, `since` where given. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: number;
                        /** @description People who were not suppressed before. */
                        added: number;
                        changed: number;
                        unchanged: number;
                        faulty: number;
                        faults: {
                            row: number;
                            reason: string;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
            /** @description `ITC_BULK_TOO_LARGE`: The file is larger than a bulk run takes. */
            413: {
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
        };
    };
    get_suppressions_export: {
        parameters: {
            query: {
                connection: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The active suppressions of a connection as CSV. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_suppressions_counts: {
        parameters: {
            query: {
                connection: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many people are suppressed, by channel and reason. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        counts: {
                            channel: string;
                            /** @enum {string} */
                            reason: "unsubscribe" | "complaint" | "hard_bounce" | "manual" | "import";
                            people: number;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_diagnostics: {
        parameters: {
            query: {
                connection: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why nothing arrives, matches or is sent: what is known here, without a call to Iterable. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connection: string;
                        findings: {
                            /** @enum {string} */
                            area: "arrive" | "match" | "send";
                            /** @enum {string} */
                            level: "problem" | "hint" | "ok";
                            /** @description Stable name of the finding. */
                            name: string;
                            title: string;
                            /** @description What to do. */
                            next: string;
                            count: number | null;
                            lastAt: string | null;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                            source: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
                        source: "system_webhook" | "journey_webhook" | "tracking_call" | "schedule";
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                    /** @description Decisions about single fields; they go over what the samples say. */
                    edits?: {
                        /** @description JSON Pointer; `*` for items and dictionary values. */
                        path: string;
                        label?: string;
                        /** @enum {string} */
                        type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                        include?: boolean;
                        nullable?: boolean;
                        /** @description Whether the names of this object are data. */
                        dictionary?: boolean;
                    }[];
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
                        /** @description Paths whose type comes from `edits`. */
                        manual: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                    /** @description Decisions about single fields; they go over what the samples say. */
                    edits?: {
                        /** @description JSON Pointer; `*` for items and dictionary values. */
                        path: string;
                        label?: string;
                        /** @enum {string} */
                        type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                        include?: boolean;
                        nullable?: boolean;
                        /** @description Whether the names of this object are data. */
                        dictionary?: boolean;
                    }[];
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
                        /** @description Paths whose type comes from `edits`. */
                        manual: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                    /** @description Decisions about single fields; they go over what the samples say. */
                    edits?: {
                        /** @description JSON Pointer; `*` for items and dictionary values. */
                        path: string;
                        label?: string;
                        /** @enum {string} */
                        type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                        include?: boolean;
                        nullable?: boolean;
                        /** @description Whether the names of this object are data. */
                        dictionary?: boolean;
                    }[];
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
                        /** @description Paths whose type comes from `edits`. */
                        manual: string[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_sample_files: {
        parameters: {
            query?: {
                /** @description true with the last part. */
                last?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Upload a file of samples of up to 25 MB, or its first part; a part must arrive within 10 seconds. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description Read so far: the offset of the next part. */
                        bytes: number;
                        /** @description Counted so far. */
                        samples: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_sample_files_id: {
        parameters: {
            query: {
                /** @description true with the last part. */
                last?: string;
                offset: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Append the next part of a file of samples. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description Read so far: the offset of the next part. */
                        bytes: number;
                        /** @description Counted so far. */
                        samples: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_SAMPLE_FILE_UNKNOWN`: This file of samples is not kept any more. */
            404: {
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
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
    get_schemas_connection_triggerKey: {
        parameters: {
            query?: {
                /** @description Form of `output`. */
                format?: "json-schema" | "typescript" | "zod" | "workato" | "datapills";
            };
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
                        /** @description Any JSON value. */
                        output: unknown;
                        /** @description Decisions of people that are in force. */
                        edits: {
                            /** @description JSON Pointer; `*` for items and dictionary values. */
                            path: string;
                            label?: string;
                            /** @enum {string} */
                            type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                            include?: boolean;
                            nullable?: boolean;
                            /** @description Whether the names of this object are data. */
                            dictionary?: boolean;
                        }[];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
                    /** @description Decisions about single fields; they go over what the samples say. */
                    edits?: {
                        /** @description JSON Pointer; `*` for items and dictionary values. */
                        path: string;
                        label?: string;
                        /** @enum {string} */
                        type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                        include?: boolean;
                        nullable?: boolean;
                        /** @description Whether the names of this object are data. */
                        dictionary?: boolean;
                    }[];
                    /** @description Samples to merge with what was learned: JSON, or one per line. */
                    text?: string;
                    arraySamples?: boolean;
                    /** @description Ids of uploaded files whose samples count beside `text`. */
                    sampleFiles?: string[];
                    /** @description Newest events of the trigger in place of `text`; only with `replace`, others are learned. */
                    lastEvents?: number;
                    /**
                     * @description The samples take the place of what was learned; what ships and edits stay.
                     * @default false
                     */
                    replace?: boolean;
                    /** @description A JSON Schema of your own, whose fields count as declared by hand. */
                    schema?: unknown;
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
                        /** @description Any JSON value. */
                        schema: unknown;
                        /** @description Paths whose type a person decided. */
                        manual: string[];
                        /** @description Against the version before. */
                        diff: {
                            added: string[];
                            removed: string[];
                            changed: {
                                path: string;
                                from: string[];
                                to: string[];
                            }[];
                        };
                        /** @description Pills left without their field, with their recipes. */
                        broken: {
                            recipe: string;
                            path: string;
                            pill: string;
                            field: string;
                        }[];
                        version: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             *     `ITC_SAMPLE_FILE_UNKNOWN`: This file of samples is not kept any more.
             */
            404: {
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
             * @description `ITC_SCHEMA_INVALID`: The JSON Schema uses a keyword or form that is not allowed.
             *
             *     `ITC_SCHEMA_TOO_SLOW`: Checking with this JSON Schema needs too much time or memory, so it was stopped.
             *
             *     `ITC_SAMPLE_SYNTAX`: The sample is not valid JSON.
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
    post_schemas_connection_triggerKey_preview: {
        parameters: {
            query?: {
                /** @description Form of `output`. */
                format?: "json-schema" | "typescript" | "zod" | "workato" | "datapills";
            };
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
                    /** @description Decisions about single fields; they go over what the samples say. */
                    edits?: {
                        /** @description JSON Pointer; `*` for items and dictionary values. */
                        path: string;
                        label?: string;
                        /** @enum {string} */
                        type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                        include?: boolean;
                        nullable?: boolean;
                        /** @description Whether the names of this object are data. */
                        dictionary?: boolean;
                    }[];
                    /** @description Samples to merge with what was learned: JSON, or one per line. */
                    text?: string;
                    arraySamples?: boolean;
                    /** @description Ids of uploaded files whose samples count beside `text`. */
                    sampleFiles?: string[];
                    /** @description Newest events of the trigger in place of `text`; only with `replace`, others are learned. */
                    lastEvents?: number;
                    /**
                     * @description The samples take the place of what was learned; what ships and edits stay.
                     * @default false
                     */
                    replace?: boolean;
                    /** @description A JSON Schema of your own, whose fields count as declared by hand. */
                    schema?: unknown;
                };
            };
        };
        responses: {
            /** @description Tell what a save would change and break, without saving. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Any JSON value. */
                        schema: unknown;
                        /** @description Paths whose type a person decided. */
                        manual: string[];
                        /** @description Against the version before. */
                        diff: {
                            added: string[];
                            removed: string[];
                            changed: {
                                path: string;
                                from: string[];
                                to: string[];
                            }[];
                        };
                        /** @description Pills left without their field, with their recipes. */
                        broken: {
                            recipe: string;
                            path: string;
                            pill: string;
                            field: string;
                        }[];
                        /** @description Samples that the schema is written from. */
                        samples: number;
                        fields: unknown[];
                        conflicts: unknown[];
                        /** @description What JSON.parse would have dropped or changed without a word. */
                        notices: unknown[];
                        /** @description Any JSON value. */
                        output: unknown;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             *     `ITC_SAMPLE_FILE_UNKNOWN`: This file of samples is not kept any more.
             */
            404: {
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
             * @description `ITC_SCHEMA_INVALID`: The JSON Schema uses a keyword or form that is not allowed.
             *
             *     `ITC_SCHEMA_TOO_SLOW`: Checking with this JSON Schema needs too much time or memory, so it was stopped.
             *
             *     `ITC_SAMPLE_SYNTAX`: The sample is not valid JSON.
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
    get_schemas_connection_triggerKey_versions: {
        parameters: {
            query?: {
                /** @description Items per page; default 50. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
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
            /** @description List the saved versions with what each changed. */
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
                            samples: number;
                            edits: {
                                /** @description JSON Pointer; `*` for items and dictionary values. */
                                path: string;
                                label?: string;
                                /** @enum {string} */
                                type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                                include?: boolean;
                                nullable?: boolean;
                                /** @description Whether the names of this object are data. */
                                dictionary?: boolean;
                            }[];
                            diff: {
                                added: string[];
                                removed: string[];
                                changed: {
                                    path: string;
                                    from: string[];
                                    to: string[];
                                }[];
                            };
                        }[];
                        /** @description Cursor of the next page. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_schemas_connection_triggerKey_versions_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                /** @description `event:<eventName>` or `workflow:<id>`. */
                triggerKey: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one saved version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        /**
                         * Format: date-time
                         * @description UTC, ISO 8601 with milliseconds.
                         */
                        createdAt: string;
                        samples: number;
                        /** @description Any JSON value. */
                        schema: unknown;
                        edits: {
                            /** @description JSON Pointer; `*` for items and dictionary values. */
                            path: string;
                            label?: string;
                            /** @enum {string} */
                            type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                            include?: boolean;
                            nullable?: boolean;
                            /** @description Whether the names of this object are data. */
                            dictionary?: boolean;
                        }[];
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    post_schemas_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Any JSON value. */
                    schema: unknown;
                    /** @default [] */
                    values?: unknown[];
                };
            };
        };
        responses: {
            /** @description Check values against a JSON Schema of your own; it runs apart, bounded in time and memory. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        faults: {
                            path: string;
                            message: string;
                        }[][];
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             *     `ITC_SCHEMA_TOO_SLOW`: Checking with this JSON Schema needs too much time or memory, so it was stopped.
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
                triggerKey?: string;
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
                            /** @description Events that this process received since it started and did not learn, for too many waited. */
                            dropped: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
    get_connections_name_fields: {
        parameters: {
            query?: {
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
            /** @description List the project's profile fields with Iterable's types. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            type: string;
                        }[];
                        next: string | null;
                        /** @description The same as JSON Schema, nested. */
                        schema: unknown;
                        /** @enum {string} */
                        fieldCheck: "off" | "warn" | "reject";
                        /**
                         * Format: date-time
                         * @description When Iterable was asked.
                         */
                        loadedAt: string;
                        ageMs: number;
                    };
                };
            };
            /**
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
            /** @description `ITC_FIELDS_FAILED`: The project's fields could not be loaded from Iterable. */
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
    post_connections_name_fields_check: {
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
                    /** @description Values as a step would send them. */
                    dataFields?: {
                        [key: string]: unknown;
                    };
                    /** @description A pasted sample, or one per line. */
                    text?: string;
                    /** @description A JSON Schema of your own; samples are checked against it. */
                    schema?: unknown;
                    /** @description Decisions about single fields; they go over what the samples say. */
                    edits?: {
                        /** @description JSON Pointer; `*` for items and dictionary values. */
                        path: string;
                        label?: string;
                        /** @enum {string} */
                        type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
                        include?: boolean;
                        nullable?: boolean;
                        /** @description Whether the names of this object are data. */
                        dictionary?: boolean;
                    }[];
                    /** @default false */
                    refresh?: boolean;
                };
            };
        };
        responses: {
            /** @description Design data fields by hand, from a sample or a JSON Schema, and compare them with Iterable. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Samples and declared fields merged; what was declared wins. */
                        schema: unknown;
                        fields: {
                            field: string;
                            types: string[];
                            iterableType: string | null;
                        }[];
                        /** @description What Iterable would refuse. */
                        clashes: {
                            field: string;
                            expected: string;
                            found: string;
                        }[];
                        faults: {
                            path: string;
                            message: string;
                        }[];
                        /**
                         * Format: date-time
                         * @description When Iterable was asked.
                         */
                        loadedAt: string;
                        ageMs: number;
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
             * @description `ITC_SCHEMA_INVALID`: The JSON Schema uses a keyword or form that is not allowed.
             *
             *     `ITC_SCHEMA_TOO_SLOW`: Checking with this JSON Schema needs too much time or memory, so it was stopped.
             *
             *     `ITC_SAMPLE_SYNTAX`: The sample is not valid JSON.
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
            /** @description `ITC_FIELDS_FAILED`: The project's fields could not be loaded from Iterable. */
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
    post_connections_name_field_check: {
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
                    /** @enum {string} */
                    mode: "off" | "warn" | "reject";
                };
            };
        };
        responses: {
            /** @description Choose what happens to a value whose type is not that of its field in Iterable. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        fieldCheck: "off" | "warn" | "reject";
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
             * @description `ITC_AUTH_REQUIRED`: This call needs somebody who is signed in, or a token.
             *
             *     `ITC_AUTH_WRONG`: The email address and password, or the token, are not right.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ITC_PERMISSION`: Your role or token does not allow this. */
            403: {
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
