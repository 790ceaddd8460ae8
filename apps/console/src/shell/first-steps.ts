/** What the commands are filled in with. */
export interface FirstSteps {
  readonly origin: string;
  /** Whether the development persons may be acted for; else a token is to be pasted. */
  readonly devPersons: boolean;
}

const TOKEN_OF = `as() { T=$(curl -s $B/dev/token --json "{\\"person\\":\\"$1\\"}" | sed 's/.*"accessToken":"//; s/".*//'); }`;
const POST = `post() { curl -s "$B$1" -H "authorization: Bearer $T" -H "idempotency-key: $RANDOM$RANDOM" "\${@:2}"; echo; }`;

/** The three steps for a terminal (bash, curl 7.82 or later), to be run one after the other. */
export const firstSteps = ({ origin, devPersons }: FirstSteps): readonly [string, string, string] => {
  const as = (person: string): string => (devPersons ? `as ${person}` : `T=…`);
  const manifest = {
    alertId: 'ALERT_ID',
    consignmentType: 'other',
    assistance: 'Alerte CID',
    mentions: ['50000'],
    operator: { eori: 'FR552100554', name: 'Rapide Express SAS' },
    officeOfClearance: 'FR002650',
    officeOfExit: 'FR002650',
    signature: { name: 'Marion' },
  };
  const lines = (...all: (string | undefined)[]): string => all.filter((line) => line !== undefined).join('\n');
  return [
    lines(
      `B=${origin}`,
      devPersons ? TOKEN_OF : undefined,
      POST,
      as('helene'),
      `post /v1/alerts --json '{"system":"delta-x","impact":"general","notice":"météo informatique"}'`,
    ),
    lines(
      as('marion'),
      `post /v1/manifests --json '${JSON.stringify(manifest)}'`,
      `post "/v1/imports?manifestId=MANIFEST_ID" -H 'content-type: text/csv' --data-binary @consignments.csv`,
    ),
    lines(as('helene'), `post /v1/alerts/ALERT_ID/end -H 'if-match: "1"' --json '{}'`),
  ];
};
