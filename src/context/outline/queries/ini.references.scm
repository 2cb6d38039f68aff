; INI and other files of settings: the names of settings.

(setting_name) @reference
