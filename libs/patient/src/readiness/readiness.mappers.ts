/** A service as this subgraph knows it: by its key. */
export interface ServiceTypeMapper { readonly code: string }
