// tmp
export async function packageExtension(_target?: string): Promise<string> { return '/nonexistent.vsix'; }
