<?php
/* PHP with cURL: put this beside your pages as token.php, and OPENAI_API_KEY in the server's environment.
   It trusts your web server for the rate limit (nginx: limit_req, Apache: mod_ratelimit). */

const SESSION = [
    'type' => 'realtime',
    'model' => 'gpt-realtime',
    'instructions' => 'You help visitors of a flower shop. Answer briefly.',
    'audio' => [
        'input' => ['transcription' => ['model' => 'gpt-4o-mini-transcribe']],
        'output' => ['voice' => 'marin'],
    ],
];

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    header('Cache-Control: no-store');
    echo json_encode($body);
    exit;
}

$upstream = getenv('TOKEN_UPSTREAM') ?: 'https://api.openai.com/v1/realtime/client_secrets';
$key = getenv('OPENAI_API_KEY');
$origin = parse_url($_SERVER['HTTP_ORIGIN'] ?? '');
$host = ($origin['host'] ?? '') . (isset($origin['port']) ? ':' . $origin['port'] : '');

if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    answer(405, ['error' => ['code' => 'method-not-allowed']]);
}
if ($host !== ($_SERVER['HTTP_HOST'] ?? null)) {
    answer(403, ['error' => ['code' => 'origin-refused']]);
}
if (!$key) {
    error_log('Token endpoint: OPENAI_API_KEY is not set.');
    answer(500, ['error' => ['code' => 'internal']]);
}

$request = curl_init($upstream);
curl_setopt_array($request, [
    CURLOPT_POST => true,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 8,
    CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . $key, 'Content-Type: application/json'],
    CURLOPT_POSTFIELDS => json_encode([
        'session' => SESSION,
        'expires_after' => ['anchor' => 'created_at', 'seconds' => 60],
    ]),
]);
$minted = json_decode((string) curl_exec($request), true);
$status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
if ($status !== 200 || !is_string($minted['value'] ?? null)) {
    error_log("Token endpoint: the upstream answered $status."); // The page is not told more.
    answer(502, ['error' => ['code' => 'upstream-refused']]);
}
answer(200, ['value' => $minted['value'], 'expires_at' => $minted['expires_at'] ?? null]);
