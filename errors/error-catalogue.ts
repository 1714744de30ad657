/** One row of the coded table. `docs/errors.md` is generated from it and a test compares both. */
export interface ErrorEntry {
  /** HTTP status that answers a caller */
  status: number;
  /** whether the same call can succeed later: `never` without a change, `later` by itself, `hold` after a person decided */
  retry: 'never' | 'later' | 'hold';
  /** what happened */
  message: string;
  /** what to do about it */
  hint: string;
}

const row = (status: number, retry: ErrorEntry['retry'], message: string, hint: string): ErrorEntry => ({
  status,
  retry,
  message,
  hint,
});

/** Codes are public: never renamed, never reused. */
export const errorCatalogue = {
  // receiving webhooks
  ITC_HOOK_UNKNOWN: row(
    404,
    'never',
    'No connection or trigger has this webhook address.',
    'Copy the address again with `itc connect list`; it must be pasted unchanged into Iterable.',
  ),
  ITC_HOOK_METHOD: row(
    405,
    'never',
    'This webhook address does not take this HTTP method.',
    'System webhooks are sent with POST; journey webhooks may use GET, POST, PUT or PATCH.',
  ),
  ITC_HOOK_TOO_LARGE: row(
    413,
    'never',
    'The request body is larger than this address accepts.',
    'Send less data in one webhook; the limit is in docs/webhooks.md.',
  ),
  ITC_HOOK_SOURCE: row(
    403,
    'never',
    'The sender address is not on the allowlist of this connection.',
    'Add the address range of your Iterable data center to the allowlist, or remove the list.',
  ),
  ITC_HOOK_NO_SECRET: row(
    401,
    'never',
    'The request carries no webhook secret.',
    'In Iterable, set the authorization or the custom header of the webhook to the secret shown by `itc connect add`.',
  ),
  ITC_HOOK_WRONG_SECRET: row(
    403,
    'never',
    'The webhook secret does not match.',
    'Compare the secret in Iterable with the one of this connection; after a rotation both old and new are accepted for a while.',
  ),
  ITC_HOOK_SECRET_EXPIRED: row(
    401,
    'never',
    'The webhook secret has expired.',
    'Make a new secret with `itc connect rotate` and set it in Iterable, or switch automatic rotation on.',
  ),
  ITC_HOOK_CONTENT_TYPE: row(
    415,
    'never',
    'The content type or charset of the body is not supported.',
    'Send application/json or application/x-www-form-urlencoded in UTF-8 without compression.',
  ),
  ITC_HOOK_BODY_JSON: row(
    400,
    'never',
    'The body is not valid JSON.',
    'Check the body template in Iterable: a quote inside a profile field must be escaped.',
  ),
  ITC_HOOK_SHAPE: row(
    422,
    'never',
    'The body is not an event that this address can take.',
    'A system webhook is one JSON object with `eventName` and `dataFields`.',
  ),
  ITC_HOOK_TOO_DEEP: row(
    422,
    'never',
    'The body is nested too deeply or has too many keys.',
    'Send a flatter body; the limits are in docs/webhooks.md.',
  ),
  ITC_HOOK_HEADERS: row(
    400,
    'never',
    'A header that must occur once occurs twice, or there are too many headers.',
    'Remove the duplicate header from the webhook settings or the proxy.',
  ),
  ITC_HOOK_BUSY: row(
    429,
    'later',
    'Too many requests are waiting to be stored.',
    'Send the same request again after the time in Retry-After.',
  ),
  ITC_CALL_NO_KEY: row(
    401,
    'never',
    'The call carries no write key.',
    'Give the SDK the write key that was shown when the connection was made; it travels as the user name of Basic authorization.',
  ),
  ITC_CALL_WRONG_KEY: row(
    401,
    'never',
    'No connection has this write key, or its time is over.',
    'Make a new write key with `itc connect rotate-write-key` and set it in the SDK.',
  ),
  ITC_CALL_INVALID: row(
    400,
    'never',
    'The body is not a call of the tracking protocol.',
    'Send one object per call, or `batch` with a list of them; docs/tracking.md lists the fields.',
  ),
  ITC_INSTALL_INVALID: row(
    422,
    'never',
    'The settings of the installation do not fit.',
    'Correct the fields named in `details.problems`.',
  ),
  ITC_INSTALL_DIFFERS: row(
    409,
    'never',
    'A connection of this name is installed with other settings.',
    'Choose another name, or remove the connection first.',
  ),
  ITC_STORE_UNAVAILABLE: row(
    503,
    'later',
    'The store cannot write at the moment, so nothing was accepted.',
    'Send the same request again; check disk space and the log of the connector.',
  ),
  ITC_STOPPING: row(
    503,
    'later',
    'This process is about to stop.',
    'Send the next request to another process; a load balancer does so by this answer of the health check.',
  ),

  // talking to Iterable
  ITC_IDENTITY_MISSING: row(
    422,
    'never',
    'The action needs a person and neither an email address nor a user ID has a value.',
    'Map the email or the user ID field of the step.',
  ),
  ITC_IDENTITY_TYPE: row(
    422,
    'never',
    'The connection identifies people in another way than this input.',
    'Use the identifier of the project type shown by `itc connect list`.',
  ),
  ITC_INPUT_INVALID: row(
    422,
    'never',
    'An input field has a missing or wrong value.',
    'Correct the field named in the message.',
  ),
  ITC_ITERABLE_KEY_REJECTED: row(
    401,
    'never',
    'Iterable does not accept the API key.',
    'Create a server-side key in Iterable under Integrations > API Keys and store it with `itc connect add`.',
  ),
  ITC_ITERABLE_KEY_OTHER_REGION: row(
    401,
    'never',
    'The API key belongs to the other Iterable data center.',
    'Change the region of the connection.',
  ),
  ITC_ITERABLE_FORBIDDEN: row(
    403,
    'never',
    'The API key may not do this.',
    'Use a server-side key with the permission named by Iterable.',
  ),
  ITC_ITERABLE_NOT_FOUND: row(
    404,
    'never',
    'Iterable does not know the thing that was asked for.',
    'Check the id or name, or whether Iterable must enable the feature for the project.',
  ),
  ITC_ITERABLE_REJECTED: row(
    422,
    'never',
    'Iterable refused the request.',
    'Correct the input according to the message and run the step again.',
  ),
  ITC_ITERABLE_TYPE_MISMATCH: row(
    422,
    'never',
    'A field has another type than the one Iterable fixed when it was first seen.',
    'Send the expected type, or use another field name.',
  ),
  ITC_ITERABLE_FORGOTTEN: row(
    409,
    'never',
    'The person was forgotten (GDPR) and cannot be written.',
    'Leave the person out; only `unforget` lifts this.',
  ),
  ITC_ITERABLE_BATCH_TOO_LARGE: row(
    413,
    'never',
    'One item is larger than Iterable accepts in a call.',
    'Shorten the data of the item named in the message.',
  ),
  ITC_ITERABLE_RATE_LIMIT: row(
    429,
    'later',
    'Iterable asks to slow down.',
    'Nothing to do: the runtime waits and goes on.',
  ),
  ITC_ITERABLE_UNAVAILABLE: row(
    502,
    'later',
    'Iterable answered with a server error.',
    'The runtime retries; if it lasts, look at status.iterable.com.',
  ),
  ITC_ITERABLE_NO_ANSWER: row(
    504,
    'later',
    'The connection to Iterable broke before an answer came.',
    'Reads and repeatable writes are retried; a send is held for a person.',
  ),
  ITC_ITERABLE_BAD_ANSWER: row(
    502,
    'later',
    'Iterable answered with something that is not the documented form.',
    'Look at the response of the step; report it if it lasts.',
  ),
  ITC_ITERABLE_PARTIAL: row(
    200,
    'never',
    'Iterable accepted some of the items and refused others.',
    'Look at the item results of the step; run it again for the refused ones after correcting them.',
  ),
  ITC_SEND_HELD: row(
    409,
    'hold',
    'The outcome of a send is not known, so it is held and not repeated.',
    'Check in Iterable whether the message went out, then release (send again) or discard the job.',
  ),
  ITC_SEND_TEST_MODE: row(
    409,
    'never',
    'The connection is in test mode, and the message would go to somebody who is not on its list of recipients.',
    'Add the recipient to the list of the test mode, or switch the test mode of the connection off.',
  ),
  ITC_SEND_SUPPRESSED: row(
    409,
    'never',
    'The person is suppressed in this channel, so nothing was sent.',
    'Look at the suppression; a step whose message does not depend on consent may set `ignoreUnsubscribes`.',
  ),
  ITC_SEND_TYPE_MISSING: row(
    422,
    'never',
    'No message type is known for this kind of message.',
    'Choose one in the send settings of the connection, or name one in the step.',
  ),
  ITC_SEND_TYPE_UNCONFIRMED: row(
    422,
    'never',
    'A marketing message would go out under the message type of transactional ones.',
    'Choose a marketing message type in the send settings of the connection, or confirm it in the step with `confirmTransactionalType`.',
  ),
  ITC_SEND_IMAGE: row(
    422,
    'never',
    'A picture inside the HTML cannot be put at an address.',
    'Give the picture an https address of your own in the HTML, or correct what the message names.',
  ),
  ITC_SEND_CONTENT_LIMIT: row(
    409,
    'never',
    'This connection has made as many templates and campaigns as its send settings allow.',
    'Write what differs from person to person as merge fields `{{name}}`, so that one template serves all; or raise `maxContents`.',
  ),
  ITC_SEND_CAMPAIGN: row(
    409,
    'never',
    'The campaign for this content is not running in Iterable.',
    'Activate the campaign in Iterable, then run the step again.',
  ),
  ITC_SEND_RECIPIENT_UNKNOWN: row(
    422,
    'never',
    'Iterable does not know the recipient.',
    'Let the step create the profile first (`createProfile` of send_content), or put an upsert_user step before it; Iterable may need a minute until it knows a new person.',
  ),
  ITC_SEND_CEILING: row(
    409,
    'never',
    'The broadcast has reached its ceiling.',
    'Raise `maxRecipients` in a new run for the rows that were left out, if they are meant to get the message.',
  ),
  ITC_SEND_UNKNOWN: row(
    404,
    'never',
    'There is no such send.',
    'List the sends; old ones are removed with their jobs.',
  ),
  ITC_SUPPRESSION_UNKNOWN: row(404, 'never', 'There is no such suppression.', 'List the suppressions again.'),
  ITC_PICKLIST_FAILED: row(
    502,
    'later',
    'The choices of a pick list could not be loaded.',
    'Type the id by hand, or test the connection.',
  ),

  // declarations
  ITC_DECLARATION_INVALID: row(
    500,
    'never',
    'A declaration of an action or trigger is faulty.',
    'Correct the file and path named in the message.',
  ),
  ITC_ACTION_UNKNOWN: row(
    404,
    'never',
    'There is no action of this name.',
    'List the actions with `itc actions list`.',
  ),
  ITC_TRIGGER_UNKNOWN: row(
    404,
    'never',
    'There is no trigger of this name.',
    'List the triggers with `itc triggers list`.',
  ),
  ITC_PICKLIST_UNKNOWN: row(
    404,
    'never',
    'There is no pick list of this name.',
    'List the pick lists with `itc picklists`.',
  ),

  // recipes and mapping
  ITC_RECIPE_INVALID: row(
    422,
    'never',
    'The recipe document has faults.',
    'Correct the paths listed in `details.problems`.',
  ),
  ITC_RECIPE_SYNTAX: row(
    422,
    'never',
    'The recipe is not valid YAML or JSON.',
    'Correct the line and column named in the message.',
  ),
  ITC_RECIPE_FIELD: row(
    422,
    'never',
    'A field of the recipe document is missing, unknown or of the wrong type.',
    'Compare with the recipe reference in docs/recipes.md.',
  ),
  ITC_RECIPE_STEP_ID: row(
    422,
    'never',
    'A step id is used twice or is not a valid name.',
    'Give every step its own id of lower-case letters, digits and underscores.',
  ),
  ITC_PILL_SYNTAX: row(
    422,
    'never',
    'A pill `{{ … }}` cannot be read.',
    'Write a path such as `{{ trigger.email }}`, with functions after `|`.',
  ),
  ITC_PILL_UNKNOWN: row(
    422,
    'never',
    'A pill points at a step or field that does not exist at this place.',
    'Pick a field of the trigger or of an earlier step.',
  ),
  ITC_FUNCTION_UNKNOWN: row(
    422,
    'never',
    'A pill uses a function that does not exist.',
    'The functions are listed in docs/mapping.md.',
  ),
  ITC_FUNCTION_ARGUMENT: row(
    422,
    'never',
    'A function of a pill got an argument or value it cannot use.',
    'See the function in docs/mapping.md.',
  ),
  ITC_RECIPE_UNKNOWN: row(404, 'never', 'There is no recipe of this name.', 'List the recipes with `itc recipe list`.'),
  ITC_RECIPE_CONFLICT: row(
    409,
    'never',
    'The recipe was changed by somebody else in the meantime.',
    'Load the newest version and apply the change again.',
  ),
  ITC_RECIPE_STOPPED: row(
    422,
    'never',
    'The recipe stopped the job as failed.',
    'See the reason given by the stop step.',
  ),

  // events and jobs
  ITC_EVENT_UNKNOWN: row(404, 'never', 'There is no event with this id.', 'List the events with `itc events list`.'),
  ITC_JOB_UNKNOWN: row(404, 'never', 'There is no job with this id.', 'List the jobs with `itc jobs list`.'),
  ITC_JOB_STATE: row(
    409,
    'never',
    'The job is not in a state that allows this.',
    'Look at the job with `itc jobs show`.',
  ),
  ITC_BULK_UNKNOWN: row(
    404,
    'never',
    'There is no bulk run or uploaded file with this id.',
    'List the runs with `itc bulk list`; a file that no run took is removed after a day.',
  ),
  ITC_BULK_STATE: row(
    409,
    'never',
    'The bulk run is not in a state that allows this.',
    'Look at the run with `itc bulk show`.',
  ),
  ITC_BULK_TOO_LARGE: row(
    413,
    'never',
    'The file is larger than a bulk run takes.',
    'Split the file, or raise ITC_BULK_MAX_MB on the server.',
  ),
  ITC_ROWS_GONE: row(
    410,
    'never',
    'The rows that the step brought are no longer here.',
    'Rows go with a job that ended well, and after ITC_KEEP_JOBS_DAYS. Run the whole job again.',
  ),
  ITC_TASK_UNKNOWN: row(404, 'never', 'There is no task with this id.', 'List the tasks with GET /tasks.'),
  ITC_TASK_STATE: row(409, 'never', 'The task has ended already.', 'Look at its report; start a new one if needed.'),
  ITC_STEP_CUT_OFF: row(
    504,
    'later',
    'The process ended while the call of the step was under way, so its outcome is not known.',
    'Reads and repeatable writes are made again; a send is held for a person.',
  ),
  ITC_STEP_FAILED: row(
    500,
    'never',
    'A step failed for a reason inside the connector.',
    'Look at the log of the connector with the job id.',
  ),

  // administration
  ITC_AUTH_REQUIRED: row(
    401,
    'never',
    'This call needs somebody who is signed in, or a token.',
    'Sign in to the designer, or send `Authorization: Bearer <token>` with an API token or the admin token of the data folder.',
  ),
  ITC_AUTH_WRONG: row(
    401,
    'never',
    'The email address and password, or the token, are not right.',
    'Type them again; an owner can make a link to choose a new password. An API token may be over or revoked; the admin token is in the data folder.',
  ),
  ITC_AUTH_THROTTLED: row(
    429,
    'later',
    'Too many sign-ins failed.',
    'Wait as long as the message says; an owner can make a link to choose a new password meanwhile.',
  ),
  ITC_PERMISSION: row(
    403,
    'never',
    'Your role or token does not allow this.',
    'Ask an owner or admin of the workspace for a role that does; docs/people.md lists what each role may do.',
  ),
  ITC_PASSWORD_WEAK: row(
    422,
    'never',
    'This password cannot be taken.',
    'Choose a longer one, such as a few words that do not belong together.',
  ),
  ITC_PERSON_UNKNOWN: row(404, 'never', 'There is no such person.', 'List the people with `itc people list`.'),
  ITC_PERSON_EXISTS: row(
    409,
    'never',
    'This person is in the workspace already.',
    'Change the role, or make a link to choose a new password.',
  ),
  ITC_LAST_OWNER: row(
    409,
    'never',
    'A workspace needs an owner, and this is the last one.',
    'Make another person owner first.',
  ),
  ITC_TOKEN_UNKNOWN: row(404, 'never', 'There is no such API token.', 'List the tokens with `itc tokens list`.'),
  ITC_SESSION_UNKNOWN: row(404, 'never', 'There is no such session.', 'It may have ended; list the sessions again.'),
  ITC_WORKSPACE_UNKNOWN: row(
    404,
    'never',
    'There is no such workspace.',
    'Check its name; an owner of the workspace can invite you.',
  ),
  ITC_WORKSPACE_EXISTS: row(409, 'never', 'A workspace of this name exists already.', 'Choose another name.'),
  ITC_OIDC_OFF: row(
    404,
    'never',
    'Single sign-on is not set up on this server.',
    'Set the ITC_OIDC_ variables of docs/people.md and start the server again.',
  ),
  ITC_OIDC_FAILED: row(
    401,
    'never',
    'The sign-in at the identity provider did not succeed.',
    'Start the sign-in again; if it keeps failing, compare the ITC_OIDC_ settings with those at the provider.',
  ),
  ITC_OIDC_REFUSED: row(
    403,
    'never',
    'The identity provider knows you, but this server does not let you in.',
    'Ask an owner for an invitation, or for a role that the provider tells.',
  ),
  ITC_SANDBOX_UNREACHABLE: row(
    502,
    'later',
    'The bundled sandbox does not answer.',
    'It starts with the server unless ITC_SANDBOX=off; restart the server without that setting.',
  ),
  ITC_SETUP_LINK: row(
    401,
    'never',
    'The one-time link was used before or is over.',
    'Sign in, or ask an owner for a new link; the admin token of the data folder opens the designer too.',
  ),
  ITC_TOKEN_FIXED: row(
    409,
    'never',
    'The admin token is set by ITC_ADMIN_TOKEN.',
    'Change it there and start the server again.',
  ),
  ITC_CROSS_SITE: row(
    403,
    'never',
    'The call may come from a page of another site.',
    'Use the designer in its own tab; programs send `Authorization: Bearer <token>` and no cookie.',
  ),
  ITC_CONNECTION_UNKNOWN: row(
    404,
    'never',
    'There is no connection of this name.',
    'List the connections with `itc connect list`.',
  ),
  ITC_CONNECTION_EXISTS: row(
    409,
    'never',
    'A connection of this name exists already.',
    'Choose another name, or remove the old one with `itc connect rm`.',
  ),
  ITC_CONNECTION_IN_USE: row(
    409,
    'never',
    'Recipes use this connection.',
    'Change or disable the recipes named in `details`, then remove it.',
  ),
  ITC_REQUEST_INVALID: row(
    422,
    'never',
    'The request has a missing or wrong field.',
    'Correct the fields named in `details.problems`; see /api/v1/docs.',
  ),
  ITC_REQUEST_TOO_LARGE: row(
    413,
    'never',
    'The request body is larger than 2 MB.',
    'Send less in one call; for many rows use a bulk run from a file.',
  ),
  ITC_REQUEST_JSON: row(
    400,
    'never',
    'The request body is not valid JSON.',
    'Send a JSON document with Content-Type: application/json.',
  ),
  ITC_ROUTE_UNKNOWN: row(404, 'never', 'There is nothing at this address.', 'The routes are listed at /api/v1/docs.'),
  ITC_CONFIG_INVALID: row(
    500,
    'never',
    'A setting has a wrong value.',
    'Correct the environment variable named in the message.',
  ),
  ITC_MASTER_KEY: row(
    500,
    'never',
    'The master key is missing, short or does not open the stored secrets.',
    'Start with the ITC_MASTER_KEY (or the master.key file) that this data folder was made with.',
  ),
  ITC_SERVER_UNREACHABLE: row(
    503,
    'later',
    'The connector server cannot be reached.',
    'Start it with `npm start`, or set ITC_URL and ITC_ADMIN_TOKEN.',
  ),
  ITC_USAGE: row(400, 'never', 'The command was not understood.', 'See `itc --help`.'),
  ITC_INTERNAL: row(500, 'later', 'Something went wrong inside the connector.', 'Look at the log with the request id.'),

  ITC_HOOK_RATE: row(
    429,
    'later',
    'This connection receives more calls in a second than it takes.',
    'Nothing is lost that the sender repeats; raise callsPerSecond of the connection if this is no mistake.',
  ),
  ITC_SOURCE_RANGES: row(
    422,
    'later',
    'The file of source addresses holds no range with the label webhooks.',
    'Check ITC_SOURCE_RANGES_US and ITC_SOURCE_RANGES_EU; the ranges known before stay in force.',
  ),

  // other systems, secrets and grants
  ITC_OUTBOUND_REFUSED: row(
    422,
    'never',
    'The call to another system was not made, because its address is not one that may be reached.',
    'Use a public https address; private ones are reached only where ITC_OUTBOUND_ALLOW lists them.',
  ),
  ITC_ALERT_OFF: row(
    409,
    'never',
    'Nobody is told of failed jobs.',
    'Set an address for alerts first: Settings, Alerts, or `itc alerts set`.',
  ),
  ITC_ALERT_FAILED: row(
    502,
    'later',
    'The address for alerts could not be reached.',
    'Check the address; alerts that wait are sent again by themselves.',
  ),
  ITC_WEB_NO_ANSWER: row(
    502,
    'later',
    'The other system gave no whole answer.',
    'See the exchange of the step; the call is made again where it may be repeated.',
  ),
  ITC_WEB_REFUSED: row(
    422,
    'never',
    'The other system did not accept the call.',
    'See the status and the answer in the exchange of the step.',
  ),
  ITC_WEB_BAD_ANSWER: row(
    502,
    'never',
    'The answer of the other system is not what the step expects.',
    'Compare it with the schema of the step; the call itself was accepted.',
  ),
  ITC_SECRET_UNKNOWN: row(404, 'never', 'There is no secret of this name.', 'List them with `itc secrets list`.'),
  ITC_SECRET_TAKEN: row(
    409,
    'never',
    'The name of the secret is taken in another workspace.',
    'Choose another name: they are unique on the server.',
  ),
  ITC_SECRET_HOST: row(
    403,
    'never',
    'The secret is not for the host of this call.',
    'Name the host when the secret is kept: `itc secrets set <name> --host <host>`.',
  ),
  ITC_SECRET_FORM: row(
    422,
    'never',
    'The secret has a form that cannot be used here.',
    'Keep another value with `itc secrets set`.',
  ),
  ITC_RECIPE_NOT_GRANTED: row(
    409,
    'never',
    'The recipe may not be switched on, because it was not granted what its steps do.',
    'Grant it with `itc recipe grant <name> <permission>...` after looking at its steps.',
  ),
  ITC_SENDS_PER_DAY: row(
    429,
    'hold',
    'The recipe has sent as many messages today as it may, so the job is held.',
    'Look why it sends that much; then release the job, tomorrow or after raising the ceiling with `itc recipe grant`.',
  ),
  ITC_KEY_FIXED: row(
    409,
    'never',
    'The master key is set by the environment, so the server cannot replace it.',
    'Set ITC_MASTER_KEY to the new key, a comma and the old key, and restart.',
  ),
  ITC_BACKUP_INVALID: row(
    422,
    'never',
    'The backup cannot be used.',
    'Make a new one with `itc backup`; a file that was changed or cut is refused as a whole.',
  ),

  // samples and schemas
  ITC_SAMPLE_SYNTAX: row(
    422,
    'never',
    'The sample is not valid JSON.',
    'Correct the line and column named in the message, or take the offered repair.',
  ),
  ITC_SAMPLE_TOO_LARGE: row(
    413,
    'never',
    'The sample is larger, deeper or has more keys than allowed.',
    'Use a smaller sample; the limits are in docs/inference.md.',
  ),
  ITC_SAMPLE_FILE_UNKNOWN: row(
    404,
    'never',
    'This file of samples is not kept any more.',
    'Upload it again: only what its values look like is kept, for an hour and not over a restart.',
  ),
  ITC_SCHEMA_INVALID: row(
    422,
    'never',
    'The JSON Schema uses a keyword or form that is not allowed.',
    'Remove the keyword at the path named in the message.',
  ),
  ITC_SCHEMA_TOO_SLOW: row(
    422,
    'never',
    'Checking with this JSON Schema needs too much time or memory, so it was stopped.',
    'Simplify the schema: fewer alternatives, less nesting, smaller values.',
  ),
  ITC_PAYLOAD_DRIFTED: row(
    409,
    'hold',
    'A field that the recipe maps is missing or has another type than in the saved schema, so the job is held.',
    'Look at the event; release the job to run it all the same, or discard it. Save the schema anew when the change is meant.',
  ),
  ITC_FIELDS_FAILED: row(
    502,
    'later',
    "The project's fields could not be loaded from Iterable.",
    'See the cause; the key needs the right to read users.',
  ),
  ITC_FIELD_TYPE: row(
    422,
    'never',
    'A value has another type than the field has in Iterable, so the call was not made.',
    'Convert the value in the mapping, or write to a field of another name; `fieldCheck` of the connection switches this check.',
  ),
  // consent, rotation and erasure
  ITC_CONSENT_MAP: row(
    422,
    'never',
    'Two notices name the same subscription.',
    'Let each channel, message type and list belong to one notice: a yes to one would undo the no to the other.',
  ),
  ITC_CONSENT_NOTICE: row(
    404,
    'never',
    'The connection has no notice with this key.',
    'List the notices of the connection, or add this one with the subscriptions it stands for.',
  ),
  ITC_CONSENT_CONFLICT: row(
    409,
    'later',
    'The notices were changed by somebody else.',
    'Read the notices again and repeat the change.',
  ),
  ITC_CONSENT_CALLBACK: row(
    502,
    'later',
    'The privacy system did not accept a change.',
    'Check its address and that it verifies the signature with the secret shown when the address was set; the connector tries again.',
  ),
  ITC_ROTATION_WEBHOOK: row(
    422,
    'never',
    'Iterable has no webhook with this id.',
    'Take the id from "List webhooks", or `none` to leave the secret to yourself.',
  ),
  ITC_ROTATION_FAILED: row(
    502,
    'later',
    'The new webhook secret could not be given to Iterable; the old one stays valid.',
    'Check the API key and the webhook id of the connection; the next try follows by itself.',
  ),
  ITC_TOKEN_SHOWN: row(
    409,
    'never',
    'The first token of this connection has been shown.',
    'A token is shown once. Make another with `itc connect rotate`; the one before stays valid for a while.',
  ),
  ITC_ERASURE_UNKNOWN: row(404, 'never', 'There is no erasure with this id.', 'List the erasures of the connection.'),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
