// Code in every parsed language; `«…»` marks each literal that is bound to a name that means a secret, and no other is.

export const boundLiterals: Readonly<Record<string, string>> = {
  typescript: `
class Account {
  private password: string = «"v1"»;
  static #apiKey = «'v2'»;
  constructor(private token = «"v3"») {}
}
enum Defaults { Token = «"v4"», Other = "no" }
headers["Authorization"] = \`«v5»\${b}«v6»\`;
this.password ??= «"v7"»;
connect({ token: «"v8"» as const, "api-key": («"v9"» + «"v10"» + x + «'v11'»), host: "no" });
function login(password = «"v12"», { token = «"v13"» } = {}) {}
if (password === «"v14"» || «"v15"» == pw?.password || name === "no") {}
request.headers.set("X-Api-Key", «"v16"»);
const { secret = «"v17"» } = options;
setPassword(«"v18"»).then(done);
client.user("no").password(«"v19"»).build();
const apiKey = process.env.API_KEY || «"v20"», token = b ? «"v21"» : «"v22"»;
const secret = Buffer.from(«"v23"», «"base64"»);
config.get("password", «"v24"»);
const apiToken = getEnv("no") ?? «'v25'»;
spawn("mysql", ["--password", «"v26"», "-x"]);
password.equals(«"v27"»);
const joinedSecret = [«"v29"», «"v30"»].join("no");
const [password, other] = [«"v28"», "no"];
const passwordLabel = "no", tokenCount = "no", isSecret = "no";
call(password, "no");
`,
  typescriptreact: `
const form = <Login password=«"v1"» token={«"v2"»} data-api-key=«'v3'» title="no" />;
`,
  javascript: `
class Account { password = «"v1"»; #secret = «"v2"» }
const { password = «"v3"» } = options;
function login(password = «"v4"») {}
module.exports = { secret: «'v5'», nested: { "apiKey": «\`v6\`» } };
`,
  python: `
password: str = «b"v1"» «"v2"»
options = {"password": rf"«v3»{b}«v4»", 'user': 'no'}
def login(password=«"v5"», token: str = «"v6"», user="no"): pass
login(password=«"v7"», user="no")
if password == «"v8"» and «"v9"» != self.token: pass
headers["Authorization"] = («"v10"» + «"v11"»)
(secret := «"v12"»)
pairs = [("password", «"v13"»), ("user", "no")]
user, password = "no", «"v15"»
token = os.environ.get("no", «"v16"»)
secret = «"v17"».encode()
client.login(password=«"""v18
v19"""»)
token = «"v20"» if x else «"v21"»
command = ["mysql", "--password", «"v22"»]
set_password(user, «"v23"»)
assert token is «"v24"»
`,
  go: `
package a
var password, user string = «"v1"», "no"
const (
	apiKey = «"v3"» + «\`v4\`»
)
func f() {
	n, token := "no", []byte(«"v5"»)
	password = «"v6"»
	m := map[string]string{"password": «"v7"», "user": "no"}
	c := Config{Password: «"v8"», User: "no"}
	if password == «"v9"» {}
	r.Header.Set("Authorization", «"v10"»)
	h["token"] = «"v11"»
	os.Setenv("SECRET", «"v12"»)
}
`,
  rust: `
const PASSWORD: &str = «"v1"»;
static NAME: &[u8] = b"no";
fn f() {
    let password = r#"«v3»"#.to_string();
    let c = Config { password: «"v4"».into(), user: "no" };
    c.token = String::from(«"v5"»);
    m.insert("password", «"v6"»);
    if password == «"v7"» {}
    let v = vec![("password", «"v8"»), ("user", "no")];
    let j = json!({"token": «"v9"», "user": "no"});
    let secret = env::var("no").unwrap_or(«"v10"».to_owned());
    builder.password(«"v11"»)
}
`,
  java: `
@Config(password = «"v1"», user = "no")
class A {
  private static final String PASSWORD = «"v2"» + «"v3"»;
  void f() {
    this.token = «"v4"»;
    String password = «"""
 v5
 """»;
    setPassword(«"v6"»);
    if (password.equals(«"v7"») || «"v8"».equals(token) || password == «"v9"») {}
    new Token(«"v10"»);
    m.put("password", «"v11"»);
    char[] secret = «"v12"».toCharArray();
    Key secretKey = new SecretKeySpec(«"v13"».getBytes(), mode);
  }
}
`,
  c: `
#define PASSWORD «"v1"»
#define USER "no"
static const char *password = «"v2"», token[] = «"v3"»;
struct config c = { .password = «"v4"», .user = "no" };
void f(void) {
  if (strcmp(password, «"v5"») == 0) c->token = «L"v6"»;
  curl_easy_setopt(c, "password", «"v7"»);
}
char *token = «"v8"» «"v9"»;
`,
  cpp: `
std::string secret(«"v1"»), api_key{«"v2"»};
class C { std::string password = «"v3"»; std::map<a, b> m{{"password", «"v4"»}, {"user", "no"}}; };
void f(std::string password = «"v5"») {
  m["password"] = R"(«v6»)";
  auto token = std::string(«"v7"»);
  if (password == «"v8"») {}
}
`,
  csharp: `
class A {
  const string Password = «"v1"», Token = «@"v2"», User = "no";
  public string Secret { get; set; } = «"v3"»;
  string ApiKey => «"v4"»;
  [Attr("no", Password = «"v5"»)]
  void F(string password = «"v6"») {
    var o = new O { Password = «"v7"», User = "no" };
    F(token: «"v8"», user: "no");
    this.password = $"«v9»{b}«v10»";
    if (password == «"v11"» || password.Equals(«"v12"»)) {}
    var d = new D { ["password"] = «"v13"» };
    var e = new D { { "token", «"v14"» }, { "user", "no" } };
    var secret = «"""v15"""»;
    password ??= «"v16"»;
    http.Headers.Add("Authorization", «"v17"»);
    var token = Environment.GetEnvironmentVariable("no") ?? «"v18"»;
  }
}
`,
  ruby: `
PASSWORD = «"v1"»
@token ||= %q{«v2»}
options = { password: «"v3"», "token" => «"v4"», :secret => «'v5'», "api_key": «"v6"», user: "no" }
def login(password = «"v7"», token: «"v8"»); end
login(password: «"v9"», "token" => «"v10"»)
self.password = "«v11»#{b}«v12»"
headers["Authorization"] = «"v13"»
set_password «"v14"»
token = ENV.fetch("no", «"v15"»)
ENV["PASSWORD"] = «"v16"» + «"v17"» if token == «"v18"»
secret = <<~EOS
  «v19»
EOS
password = «"v20"».freeze
`,
  php: `
<?php
$password = «"v1"»; $this->token = «'v2'» . «"v3"»; define("PASSWORD", «"v4"»); const SECRET = «"v5"»;
$a = ["password" => «"v6"», "user" => "no"];
class A { private $token = «"v7"»; const SECRET = «"v8"»; function f($password = «"v9"», $user = "no") {} }
f(password: «"v10"»); $o->setPassword(«"v11"»); A::setPassword(«"v12"»);
if ($password === «"v13"») {}
$h["token"] = "«v14»{$c}«v15»";
$secret = <<<EOT
«v16»
EOT;
$_ENV["TOKEN"] = «"v17"»; new PDO("no", "no", "no"); static $apiKey = «"v18"»;
$token = getenv('no') ?: «'v19'»;
`,
  shellscript: `
PASSWORD=«v1»
export TOKEN=«"v2"» SECRET=«'v3'» USER=no
mysql --password=«v4» --user no --token "«v5»$y"
if [ "$PASSWORD" = «"v7"» ]; then echo no; fi
[[ $password == «v8» ]]
m[password]=«v9»
secret=«$'v10'»
password=«"v11"»«"v12"»«v13»
token=\${TOKEN:-«v14»}
`,
  powershell: `
$password = «"v1"»
$env:TOKEN = «'v2'»
$h = @{ Password = «"v3"»; "token" = «"v4"»; User = "no" }
Connect -Password «"v5"» -Token «v6» -ApiKey:«"v7"» -User no
$o.password = «"v8"»
function F { param([string]$token = «"v10"», $user = "no") }
if ($password -eq «"v11"») {}
[string]$secret = «"v12"» + «"v13"»
$secret = ConvertTo-SecureString «"v14"» -AsPlainText
$o.SetPassword(«"v15"», «"v16"»)
$secret = @'
«v17»
'@
`,
  ini: `
[db]
user = no
password = «v1 and more»
; password = no
token=«"v2"»
`,
  css: `
a { --api-key: «"v1"»; content: "no" } input[data-token=«"v2"»] {}
`,
};
