export interface Tables { [table: string]: any }
